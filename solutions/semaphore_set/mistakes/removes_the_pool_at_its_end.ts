/** Mistake: it removes the pool when it has given back what it had, as if it were closing a file. */
// Caught by: release() gives back what was taken, and what is left is given back at the end
// Says: The values after release
// Violates: The pool, which stays
export * from "../semaphore_set.ts";
import { IPC_RMID, semctl } from "lib/sys/sem.ts";
import { type Needs, release as rightRelease } from "../semaphore_set.ts";

export function release(pool: number, needs: Needs): void {
  rightRelease(pool, needs);
  semctl(pool, 0, IPC_RMID);
}
