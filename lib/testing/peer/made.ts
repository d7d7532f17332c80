/**
 * For scenarios: notes what the learner's function has made in the kernel.
 *
 * ```ts
 * import { noteMade } from "lib/testing/peer/made.ts";
 *
 * noteMade("msg", 1_000_000_000); // There is no such queue: nothing is noted.
 * ```
 *
 * @module
 */

import { semLibc } from "../../sys/libc.ts";
import { type Kind, noteId } from "../watchdog/kept.ts";

/**
 * Notes a System V object, so that it is removed when the test ends. What has a key of the test is removed
 * anyway: this is for wrong code, which may have used another key, or none.
 *
 * @param kind What it is.
 * @param id Its id. What was there before this process is not noted.
 */
export function noteMade(kind: Kind, id: number): void {
  const scratch = Deno.env.get("TMPDIR"); // A peer has the run's folder as its own.
  if (scratch !== undefined) noteId(scratch, kind, id, performance.timeOrigin);
}

/**
 * Notes every set of semaphores that this process gets from now on, also where nobody tells its id: wrong code
 * may have made it without a key, and failed afterwards.
 *
 * @returns Ends that. To set a value is a change, after which the kernel's time is another: they are noted once
 *   more.
 */
export function noteSets(): Disposable {
  const libc = semLibc() as { semget: (key: number, count: number, flags: number) => number };
  const { semget } = libc;
  const ids = new Set<number>();
  libc.semget = (...args) => {
    const id = semget(...args);
    if (id < 0) return id; // Whoever asks for errno must find it.
    ids.add(id);
    noteMade("sem", id);
    return id;
  };
  return {
    [Symbol.dispose]: () => {
      libc.semget = semget;
      ids.forEach((id) => noteMade("sem", id));
    },
  };
}
