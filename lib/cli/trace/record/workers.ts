/**
 * The threads of Workers: each one has a lane of its own.
 *
 * What they do with `Atomics` stands in marks: the engine makes other system calls of it.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import { string } from "./syntax.ts";
import type { Process } from "./world.ts";

/** The Workers of all processes. */
export class Workers {
  #lanes = new Map<number, Process>();

  /** Learns the names of threads: Deno calls the thread of a Worker `worker-1`. */
  take({ name, args }: Call, thread: number, process: Process): void {
    if (name !== "prctl" || args[0] !== "PR_SET_NAME") return;
    const number = /^worker-(\d+)$/.exec(string(args[1])?.text ?? "")?.[1];
    if (number === undefined) return;
    const lane = { ...process, pid: thread, name: `worker ${number} of ${process.name}` };
    this.#lanes.set(thread, lane);
  }

  /** Whose lane a thread has. */
  laneOf(thread: number, process: Process): Process {
    return this.#lanes.get(thread) ?? process;
  }

  /** Whether a process has Workers, in whatever test. */
  has(process: Process): boolean {
    return [...process.threads].some((thread) => this.#lanes.has(thread));
  }
}
