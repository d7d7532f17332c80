/** The semaphore_set kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/**
 * How many of which semaphores: from one to eight of them by their numbers, each with a whole number from 0,
 * which is none, to 32767.
 */
export type Needs = Record<number, number>;

/**
 * Opens the pool of a key: a set of semaphores. Where there is none, it makes one that only your user may use,
 * and calls `initial` once.
 *
 * Processes that do so at the same time get the same pool. While another one makes it, this one waits until the
 * values are set, and keeps no processor busy. A signal does not end the wait. A pool that is there keeps its
 * values.
 *
 * @param key The key, by which every process finds it.
 * @param count How many semaphores are for you, from 1 to 8, and as many in every process. They have the numbers
 *   from 0; the pool may have more of them.
 * @param initial Gives the value of each, in an array that stays as it is.
 * @returns Its id, which is the same in every process.
 * @throws {unknown} What `initial` throws. The pool is gone then, and who waits for it makes another one, with
 *   an `initial` of its own.
 * @throws {Error} With the `code` `ERANGE`, when a value is not from 0 to 32767. The pool is gone then, too.
 */
export function openPool(key: number, count: number, initial: () => number[]): number {
  return todo(key, count, initial);
}

/**
 * Takes all that is needed, in one step.
 *
 * While any of it is missing, it waits, takes nothing, and keeps no processor busy. A signal does not end the
 * wait, and does not make it longer. What a process has taken is given back when it ends, in whatever way.
 *
 * @param pool The pool, which stays.
 * @param needs What to take, which stays as it is.
 * @param ms How long it waits at most, in milliseconds: from 0 up to `Infinity`, which is what it does when you
 *   leave this out.
 * @returns Whether it has taken all in time.
 * @throws {Error} With the `code` `EINVAL` or `EIDRM`, when the pool is gone, also while it waits; where nothing
 *   is needed, it need not look.
 */
export function acquire(pool: number, needs: Needs, ms?: number): boolean {
  return todo(pool, needs, ms);
}

/**
 * Gives back what this process has taken, or a part of it, in one step. It never waits.
 *
 * What was given back is not given back again when the process ends.
 *
 * @param pool The pool, which stays.
 * @param needs What to give back, which stays as it is.
 * @throws {Error} With the `code` `ERANGE`, when a semaphore would have more than 32767: nothing is given back
 *   then. With the `code` `EINVAL` or `EIDRM`, when the pool is gone; where nothing is to be given back, it need
 *   not look.
 */
export function release(pool: number, needs: Needs): void {
  return todo(pool, needs);
}

/**
 * Counts the work that is open, for all processes together: that is the value of a semaphore.
 *
 * Every method throws an error with the `code` `EINVAL` or `EIDRM` when the pool is gone, also while it waits.
 */
export class WorkCounter {
  /**
   * @param pool The pool, which stays.
   * @param index The number of the semaphore, which has the value that it had.
   */
  constructor(pool: number, index: number) {
    todo(pool, index);
  }

  /**
   * Adds work, and does not wait. The work stays open when this process ends.
   *
   * @param n How much, from 0 to 32767; for 0, it need not look at the pool.
   * @throws {Error} With the `code` `ERANGE`, when more than 32767 would be open: nothing is added then.
   */
  add(n: number): void {
    return todo(n);
  }

  /**
   * One piece of work is done, and stays so when this process ends. Where none is open, it does not wait.
   *
   * @throws {Error} With the `code` `EAGAIN`, when none is open.
   */
  done(): void {
    return todo();
  }

  /**
   * Waits until no work is open, and keeps no processor busy. All who wait go on then. A signal does not end the
   * wait.
   */
  allDone(): void {
    return todo();
  }
}

/**
 * Tells what the kernel knows of a semaphore.
 *
 * @param pool The pool that it belongs to.
 * @param index The number of the semaphore.
 * @returns Its value, how many are waiting for more, how many until it is 0, and the process whose call on it was
 *   the last to succeed: 0 when there was none.
 * @throws {Error} With the `code` `EINVAL`, when there is no such pool or semaphore.
 */
export function statusOf(
  pool: number,
  index: number,
): { value: number; waiting: number; waitingForZero: number; lastPid: number } {
  return todo(pool, index);
}
