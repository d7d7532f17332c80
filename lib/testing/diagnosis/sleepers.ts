/**
 * Watches threads of JavaScript that sleep: the main thread and the Workers of a process.
 *
 * ```ts
 * import { Sleepers } from "lib/testing/diagnosis/sleepers.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sleepers = new Sleepers(Deno.pid);
 * assertEquals(sleepers.count("futex"), 0); // This thread runs.
 * ```
 *
 * @module
 */

import { commonName, waitOf } from "./calls.ts";
import { tracing } from "./tracing.ts";
import { effort, stat, syscall, threads } from "./proc.ts";

/** How long a thread must not have woken up, in milliseconds: longer than anybody polls. */
const QUIET = 100;

/** How long a Worker may run before it sleeps, in nanoseconds: much longer than it takes to begin. */
const BUSY = 1_500_000_000;
/** How often a thread may wake up before it sleeps for long. Where calls are recorded, each one is a stop. */
const OFTEN = tracing ? Infinity : 1000;

/** What was seen of a thread. */
interface Seen {
  /** Its name, as Deno gives it. */
  name: string;
  /** The call that it waits in, or "" when it does not wait. */
  call: string;
  /** How often it has gone to sleep, and how long it has run. */
  sleeps: number;
  cpu: number;
  /** How often it had gone to sleep when it was seen first, and how long it had run. */
  first: number;
  began: number;
  /** Since when it has not moved. */
  since: number;
}

/** The threads of one process, as they were seen from look to look. */
export class Sleepers {
  #pid: number;
  #seen = new Map<number, Seen>();

  /**
   * Looks for the first time.
   *
   * @param pid A process of Deno's.
   */
  constructor(pid: number) {
    this.#pid = pid;
    this.#look();
  }

  /**
   * Looks again.
   *
   * @param call `"futex"` for threads in `Atomics.wait()`, `"epoll_wait"` for those whose event loop is
   *   idle.
   * @returns How many threads wait in that call, and have not woken up once since they were seen there,
   *   for at least 100 ms. A thread that polls is none of them.
   */
  count(call: "futex" | "epoll_wait"): number {
    this.#look();
    const late = performance.now() - QUIET;
    return [...this.#seen.values()].filter((it) => it.call === call && it.since < late).length;
  }

  /** Whether a thread, as far as it was seen, runs or wakes up so much that it will not sleep. */
  get restless(): boolean {
    return [...this.#seen.values()].some(({ name, sleeps, first, cpu, began }) =>
      sleeps - first > OFTEN || (name.startsWith("worker-") && cpu - began > BUSY)
    );
  }

  /** Says what each thread does: `the main thread waits in epoll_wait, worker-1 runs`. */
  toString(): string {
    return [...this.#seen.values()].map((it) => {
      const { name, call, sleeps, first } = it;
      const often = sleeps - first > 20 && !tracing
        ? ", and has woken up " + (sleeps - first) + " times"
        : "";
      return `${name} ${call ? `waits in ${call}` : "runs"}${often}`;
    }).join(", ");
  }

  #look(): void {
    const now = performance.now();
    const present = threads(this.#pid);
    for (const thread of this.#seen.keys()) {
      if (!present.includes(thread)) this.#seen.delete(thread);
    }
    for (const thread of present) {
      const name = thread === this.#pid ? "the main thread" : stat(this.#pid, thread)?.name ?? "";
      if (thread !== this.#pid && !name.startsWith("worker-")) continue;
      const before = this.#seen.get(thread);
      const { sleeps, cpu } = effort(this.#pid, thread);
      const call = callOf(this.#pid, thread);
      const same = before?.call === call && before.sleeps === sleeps && before.cpu === cpu;
      const since = same ? before.since : now;
      const { first, began } = before ?? { first: sleeps, began: cpu };
      this.#seen.set(thread, { name, call, sleeps, cpu, first, began, since });
    }
  }
}

function callOf(pid: number, thread: number): string {
  const found = syscall(pid, thread);
  if (found === undefined || found === "running") return "";
  return commonName(waitOf(found)?.call ?? "another call");
}
