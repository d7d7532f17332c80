/** The semaphore kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/**
 * A counting semaphore for threads: it counts free permits, and whoever finds none waits for one.
 *
 * All objects over the same memory are the same semaphore, in whatever thread they are. No function here
 * changes a variable of the module: each thread has its own ones. A permit has no owner: any thread may
 * give one, also one that never took any, and there may be more permits than in the beginning, up to
 * 2 ** 31 - 1.
 */
export class Semaphore {
  /**
   * Joins a semaphore that `Semaphore.create` has made, here or in another thread, and changes nothing.
   *
   * @param shared The memory of the semaphore: all that another thread needs.
   */
  constructor(readonly shared: SharedArrayBuffer) {
    todo(shared);
  }

  /**
   * Makes a new semaphore, in memory of its own.
   *
   * @param permits How many permits are free in the beginning, from 0 to 2 ** 31 - 1.
   */
  static create(permits: number): Semaphore {
    return todo(permits);
  }

  /** How many permits were free at some moment of the call: never less than 0. */
  get value(): number {
    return todo();
  }

  /**
   * Takes a permit if one is free, and never waits for one.
   *
   * @returns Whether it has taken one: `false` only when none was free at some moment of the call.
   */
  tryAcquire(): boolean {
    return todo();
  }

  /**
   * Gives one permit (Dijkstra's V). Nobody sleeps on while a permit is free, in whichever of the
   * functions below, if each thread that waits in `acquireAsync` goes back to its event loop.
   */
  release(): void {
    return todo();
  }

  /**
   * Takes a permit (Dijkstra's P). While none is free, the thread sleeps, and uses no CPU time: it looks
   * again only after it was woken. Before it falls asleep, it looks fifty times at most.
   */
  acquire(): void {
    return todo();
  }

  /**
   * Takes a permit as `acquire` does, but gives up when its time is over. A free permit is taken
   * even in no time.
   *
   * @param milliseconds How long to wait at most, in all: from 0 to `Infinity`, which never ends.
   * @returns `true` as soon as it has taken a permit; `false` as soon as the time is over, to the
   *   millisecond, and then it has taken none.
   */
  acquireWithin(milliseconds: number): boolean {
    return todo(milliseconds);
  }

  /**
   * Takes a permit as `acquire` does, but never blocks its thread: the event loop goes on, and it may
   * be called again meanwhile. While it waits, the process does not end. It starts no other thread, and
   * no timer of it goes off within an hour.
   *
   * @returns Is fulfilled as soon as it has taken a permit. Then nothing of it is left that keeps the
   *   process from ending.
   */
  async acquireAsync(): Promise<void> {
    return todo();
  }
}

/**
 * Runs a task while it holds a permit. While none is free, it waits as `acquireAsync` does.
 *
 * @param semaphore It gives the permit before the task begins, and has it back when the task is over,
 *   also when it failed.
 * @param task What to run, once. When it returns a promise, the task is over when that has settled.
 * @returns What the task returned, or what its promise was fulfilled with.
 * @throws What the task threw, or what its promise was rejected with.
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
  /**
   * The semaphore with one permit: only the thread that holds it reads or writes the slots, and whoever
   * waits for it sleeps as in `acquire`.
   */
  readonly mutex: SharedArrayBuffer;
  /** The items, and whatever else you need. */
  readonly slots: SharedArrayBuffer;
}

/**
 * A queue with a limit, between threads that produce items and threads that consume them. All objects
 * over the same memory are the same queue.
 */
export class BoundedBuffer {
  /**
   * Joins a buffer that `BoundedBuffer.create` has made, here or in another thread, and changes nothing.
   *
   * @param shared The memory of the buffer: all that another thread needs.
   */
  constructor(readonly shared: BufferMemory) {
    todo(shared);
  }

  /**
   * Makes an empty buffer, in memory of its own.
   *
   * @param capacity How many items it can hold, 1 or more.
   */
  static create(capacity: number): BoundedBuffer {
    return todo(capacity);
  }

  /**
   * Puts an item in, behind all others. While the buffer is full, the thread sleeps as in `acquire`.
   *
   * @param item A whole number from -(2 ** 31) to 2 ** 31 - 1.
   */
  put(item: number): void {
    return todo(item);
  }

  /**
   * Takes out the item that has been in longest. While the buffer is empty, the thread sleeps as in
   * `acquire`.
   *
   * @returns The item, which no other thread gets.
   */
  take(): number {
    return todo();
  }
}
