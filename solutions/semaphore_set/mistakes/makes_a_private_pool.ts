/** Mistake: it makes a pool that has no key, so that nobody else finds it. */
// Caught by: openPool() makes a pool with the values of initial(), which only its user may use
// Says: afterwards nothing has the key
// Violates: by which every process finds it
export * from "../semaphore_set.ts";
import { IPC_PRIVATE, semctl, semget, SETVAL } from "lib/sys/sem.ts";

export function openPool(_key: number, count: number, initial: () => number[]): number {
  const pool = semget(IPC_PRIVATE, count, 0o600);
  initial().forEach((value, number) => semctl(pool, number, SETVAL, value));
  return pool;
}
