/** Mistake: it adds the value of its gate to the array of initial(). */
// Caught by: openPool() makes a pool with the values of initial(), which only its user may use
// Says: changed the array of initial()
// Violates: in an array that stays as it is
export * from "../semaphore_set.ts";
import { openPool as rightOpenPool } from "../semaphore_set.ts";

export function openPool(key: number, count: number, initial: () => number[]): number {
  let values: number[] | undefined;
  const pool = rightOpenPool(key, count, () => values = initial());
  values?.push(1);
  return pool;
}
