/** Mistake: it sets the semaphore to 0. */
// Caught by: add() counts more, which stays so when its process ends
// Says: The values after add
// Violates: which has the value that it had
export * from "../semaphore_set.ts";
import { semctl, SETVAL } from "lib/sys/sem.ts";
import { WorkCounter as Right } from "../semaphore_set.ts";

export class WorkCounter extends Right {
  constructor(pool: number, index: number) {
    super(pool, index);
    try {
      semctl(pool, index, SETVAL, 0);
    } catch {
      // The pool is gone.
    }
  }
}
