/**
 * What the event loops of processes wait for: `man 7 epoll`.
 *
 * @module
 */

import type { Call } from "./calls.ts";
import { handleOf } from "./descriptors.ts";
import type { KernelObject, Process, World } from "./world.ts";
import { descriptor } from "./syntax.ts";

/** A process that waits in its event loop. */
export interface Loop {
  process: Process;
  /** When it began to wait, and the place of that in the record. */
  at: number;
  index: number;
  /** What it watches, of what belongs to the test. */
  objects: KernelObject[];
}

/** The event loops of all processes. */
export class Loops {
  #watched = new Map<Process, Map<number, KernelObject>>();
  #waiting = new Map<Process, { at: number; index: number }>();

  /** Takes a call that begins. */
  enters(
    { name, args, begin }: Call,
    thread: number,
    process: Process,
    index: number,
    world: World,
  ): void {
    if (isWait(name) && thread === process.pid) this.#waiting.set(process, { at: begin, index });
    if (name !== "epoll_ctl") return;
    const watched = this.#watched.get(process) ?? new Map<number, KernelObject>();
    this.#watched.set(process, watched);
    const fd = descriptor(args[2])?.fd ?? -1;
    const handle = handleOf(args[2], process, world);
    if (args[1] === "EPOLL_CTL_DEL") watched.delete(fd);
    else if (handle) watched.set(fd, handle.object);
  }

  /** Takes a call that has ended. */
  leaves({ name }: Call, thread: number, process: Process): void {
    if (isWait(name) && thread === process.pid) this.#waiting.delete(process);
  }

  /** Lists the processes whose main thread waits in its event loop while a learner's function runs. */
  waiting(): Loop[] {
    return [...this.#waiting].filter(([process]) => process.phase === "calling").map(
      ([process, { at, index }]) => {
        const watched = new Set(this.#watched.get(process)?.values() ?? []);
        const objects = [...watched].filter(({ ofTest, machinery }) => ofTest && !machinery);
        return { process, at, index, objects };
      },
    );
  }
}

function isWait(name: string): boolean {
  return /^epoll_p?wait2?$/.test(name);
}
