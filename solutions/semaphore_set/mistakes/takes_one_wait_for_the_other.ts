/** Mistake: it mixes up who waits for more, and who waits until it is 0. */
// Caught by: statusOf() tells the value, who waits, and who was there last
// Says: Two wait for more
// Violates: how many are waiting for more
export * from "../semaphore_set.ts";
import { statusOf as rightStatusOf } from "../semaphore_set.ts";

export function statusOf(pool: number, index: number) {
  const { waiting, waitingForZero, ...rest } = rightStatusOf(pool, index);
  return { ...rest, waiting: waitingForZero, waitingForZero: waiting };
}
