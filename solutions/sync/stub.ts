/** The sync kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/**
 * A mutex: one object at a time has it, and nobody but its owner can unlock it.
 *
 * All objects over the same memory are the same mutex, in whatever thread they are, and the one that has
 * locked it is its owner. No function of this module changes a variable of the module: each thread has
 * its own ones. Whoever waits, in whichever of the functions, sleeps and uses no CPU time: it looks again
 * only after it was woken. Before it falls asleep, it looks fifty times at most.
 */
export class Mutex {
  /**
   * Joins a mutex that `Mutex.create` has made, here or in another thread, and changes nothing.
   *
   * @param shared The memory of the mutex: all that another thread needs to use the same one.
   */
  constructor(readonly shared: SharedArrayBuffer) {
    todo(shared);
  }

  /** Makes a new mutex that nobody has locked, in memory of its own. */
  static create(): Mutex {
    return todo();
  }

  /**
   * Locks the mutex if nobody has it, and never waits.
   *
   * @returns Whether it has locked it: `false` only when an object had it at some moment of the call, this
   *   object or another one.
   */
  tryLock(): boolean {
    return todo();
  }

  /**
   * Locks the mutex; while another object has it, the thread sleeps.
   *
   * @throws {Error} When this object has it already, and would wait for itself. It keeps it.
   */
  lock(): void {
    return todo();
  }

  /**
   * Unlocks the mutex. Nobody sleeps on while it is unlocked.
   *
   * @throws {Error} When this object does not have it. Then nothing changes.
   */
  unlock(): void {
    return todo();
  }
}

/**
 * A condition variable: threads that have locked a mutex wait there until another one has changed
 * something, and tells them.
 *
 * All objects over the same memory are the same condition variable, in whatever thread they are.
 */
export class Condition {
  /**
   * Joins a condition variable that `Condition.create` has made, here or in another thread, and changes
   * nothing.
   *
   * @param mutex The object with which this thread locks the mutex.
   * @param shared The memory of the condition variable: all that another thread needs, but for the mutex.
   */
  constructor(readonly mutex: Mutex, readonly shared: SharedArrayBuffer) {
    todo(mutex, shared);
  }

  /**
   * Makes a new condition variable, in memory of its own.
   *
   * @param mutex The object with which this thread locks the mutex.
   */
  static create(mutex: Mutex): Condition {
    return todo(mutex);
  }

  /**
   * Unlocks the mutex and falls asleep, as one act: no signal can slip in between. It goes on only after
   * `signal` or `broadcast` was called meanwhile. When it returns, it has the mutex again; others may have
   * had it before.
   *
   * @throws {Error} When the object `mutex` has not locked the mutex; then nothing changes.
   */
  wait(): void {
    return todo();
  }

  /**
   * Waits as `wait` does, but not longer than it is told.
   *
   * @param milliseconds How long to wait for a signal at most: from 0 to `Infinity`, which never ends.
   * @returns `true` as soon as it was woken; `false` as soon as the time is over, to the millisecond, and
   *   then it has used up no signal. In both cases it has the mutex again.
   * @throws {Error} As `wait` does.
   */
  waitWithin(milliseconds: number): boolean {
    return todo(milliseconds);
  }

  /**
   * Wakes at least one of those who wait, if anybody does, whoever has the mutex. Whoever begins to wait
   * later knows nothing of it.
   */
  signal(): void {
    return todo();
  }

  /** Wakes all who wait, whoever has the mutex. Whoever begins to wait later knows nothing of it. */
  broadcast(): void {
    return todo();
  }
}

/** Shared memory, in as many buffers as you like, by names of your choice. */
export type Memory = Readonly<Record<string, SharedArrayBuffer>>;

/**
 * A lock for what is read more often than it is written: many readers have it at the same time, or one
 * writer alone. It has no owner: any object over the same memory lets out who is inside.
 */
export class ReadersWriterLock {
  /**
   * Joins a lock that `ReadersWriterLock.create` has made, here or in another thread, and changes nothing.
   *
   * @param shared The memory of the lock: all that another thread needs to use the same one.
   */
  constructor(readonly shared: Memory) {
    todo(shared);
  }

  /** Makes a new lock that nobody has, in memory of its own. */
  static create(): ReadersWriterLock {
    return todo();
  }

  /**
   * Lets a reader in, beside any number of other readers. While a writer has the lock, or waits for it,
   * the thread sleeps.
   */
  lockShared(): void {
    return todo();
  }

  /** Lets a reader out; when it was the last one, a writer that waits goes on. */
  unlockShared(): void {
    return todo();
  }

  /** Lets a writer in, alone. While anybody else has the lock, the thread sleeps. */
  lock(): void {
    return todo();
  }

  /** Lets the writer out; another one that waits goes on, or, if there is none, all readers that wait. */
  unlock(): void {
    return todo();
  }
}

/** A barrier: threads wait there until all have come, again and again. */
export class Barrier {
  /**
   * Joins a barrier that `Barrier.create` has made, here or in another thread, and changes nothing.
   *
   * @param shared The memory of the barrier: all that another thread needs to use the same one.
   */
  constructor(readonly shared: Memory) {
    todo(shared);
  }

  /**
   * Makes a new barrier, in memory of its own.
   *
   * @param parties How many threads use it, all of which have to come in each round, from 1 to 256.
   */
  static create(parties: number): Barrier {
    return todo(parties);
  }

  /**
   * Sleeps until all have called it in this round, and then lets all go on. The next round begins at once,
   * also while some have not woken up yet.
   *
   * @returns `true` for exactly one in each round.
   */
  wait(): boolean {
    return todo();
  }
}

/** An account, as each thread knows it: with objects of its own, but the same memory. */
export interface Account {
  /** The number of the account, which no other one has: a whole number. */
  readonly number: number;
  /** The memory of a mutex of its own: only who has it looks at the balance, or changes it. */
  readonly mutex: SharedArrayBuffer;
  /** The balance: one cell of an `Int32Array`. */
  readonly balance: SharedArrayBuffer;
}

/**
 * Moves an amount from one account to another, as one act: whoever has both mutexes sees all of it in one
 * of them. Whatever other threads move at the same time, each call ends, and no amount is lost.
 *
 * @param from Where it comes from.
 * @param to Where it goes: to the same account, too, whose balance stays as it is.
 * @param amount A whole number from 0 to 2 ** 31 - 1, which no balance exceeds either.
 * @returns `false` when the balance is less than the amount, and then nothing has changed; else `true`.
 */
export function transfer(from: Account, to: Account, amount: number): boolean {
  return todo(from, to, amount);
}
