/** The semaphore kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/**
 * A counting semaphore for threads: it counts free permits, and lets those wait who find none.
 *
 * Each thread has an object of its own over the same memory. What stands where in that memory is
 * your choice. Nobody owns a permit: it may be given back by a thread that never took one.
 */
export class Semaphore {
  /**
   * Joins a semaphore that `Semaphore.create` has made, here or in another thread.
   *
   * @param shared The memory of the semaphore. Other threads get it by `postMessage`.
   */
  constructor(readonly shared: SharedArrayBuffer) {
    todo(shared);
  }

  /**
   * Makes a new semaphore, in memory of its own.
   *
   * @param permits How many permits are free in the beginning, 0 or more.
   */
  static create(permits: number): Semaphore {
    return todo(permits);
  }

  /** How many permits are free: never less than none. It may change while you look at it. */
  get value(): number {
    return todo();
  }

  /**
   * Takes a permit if one is free, and never waits for one.
   *
   * @returns Whether it has taken one: `false` only when none was free.
   */
  tryAcquire(): boolean {
    return todo();
  }

  /** Gives one permit back (Dijkstra's V), and wakes a thread that waits for it. */
  release(): void {
    return todo();
  }

  /** Takes a permit (Dijkstra's P). While none is free, the thread waits, at no cost. */
  acquire(): void {
    return todo();
  }

  /**
   * Takes a permit, but waits for a limited time only, at no cost. One that is free needs no time.
   *
   * @param milliseconds How long to wait at most, in all.
   * @returns Whether it has taken one: `false` only when the time is over, and then it has taken none.
   */
  acquireWithin(milliseconds: number): boolean {
    return todo(milliseconds);
  }

  /**
   * Takes a permit without blocking its thread, whose event loop goes on while none is free. The
   * process does not end meanwhile.
   *
   * @returns Settles when it has taken one. Until then it costs nothing.
   */
  async acquireAsync(): Promise<void> {
    return todo();
  }
}

/**
 * Runs a task while it holds a permit. It does not block its thread while none is free.
 *
 * @param semaphore It gives the permit, and gets it back when the task is over, also when it failed.
 * @param task What to run. When it returns a promise, the task is over when that has settled.
 * @returns What the task returned.
 * @throws What the task threw.
 */
export async function withPermit<T>(
  semaphore: Semaphore,
  task: () => T | Promise<T>,
): Promise<T> {
  return todo(semaphore, task);
}

/** The memory of a {@linkcode BoundedBuffer}: three semaphores, and the slots. */
export interface BufferMemory {
  /** The semaphore that counts the free slots. */
  readonly free: SharedArrayBuffer;
  /** The semaphore that counts the items. */
  readonly filled: SharedArrayBuffer;
  /** The semaphore that lets one thread at a time use the slots. */
  readonly mutex: SharedArrayBuffer;
  /** The items, and whatever else you need. */
  readonly slots: SharedArrayBuffer;
}

/** A queue with a limit, between threads that produce items and threads that consume them. */
export class BoundedBuffer {
  /**
   * Joins a buffer that `BoundedBuffer.create` has made, here or in another thread.
   *
   * @param shared The memory of the buffer.
   */
  constructor(readonly shared: BufferMemory) {
    todo(shared);
  }

  /**
   * Makes an empty buffer.
   *
   * @param capacity How many items it can hold, 1 or more.
   */
  static create(capacity: number): BoundedBuffer {
    return todo(capacity);
  }

  /**
   * Puts an item in, behind all others. While the buffer is full, the thread waits.
   *
   * @param item A whole number of 32 bits, with a sign.
   */
  put(item: number): void {
    return todo(item);
  }

  /**
   * Takes the item out that has been in longest. While the buffer is empty, the thread waits.
   *
   * @returns The item. No other thread gets it.
   */
  take(): number {
    return todo();
  }
}
