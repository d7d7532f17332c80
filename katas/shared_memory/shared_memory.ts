/** The shared_memory kata. Read README.md, then replace each `todo(…)`. @module */

import { todo } from "lib/todo.ts";

/** A System V segment: the same memory in every process that has attached it, at whatever address. */
export class Segment {
  /**
   * Makes a segment, and attaches it, once.
   *
   * @param key The key by which others find it, from 1 to 2 ** 31 - 1.
   * @param size How many bytes it has, 1 or more, all 0 in the beginning.
   * @returns The segment, which only your user may open.
   * @throws {Error} With the `code` `EEXIST`, when there is one with this key, which stays as it is.
   */
  static create(key: number, size: number): Segment {
    return todo(key, size);
  }

  /**
   * Attaches a segment that somebody has made, once.
   *
   * @param key The key that it was made with.
   * @returns The segment, with all of its bytes, and no more.
   * @throws {Error} With the `code` `ENOENT`, when there is none with this key. It makes none.
   */
  static open(key: number): Segment {
    return todo(key);
  }

  /** Its bytes; none after `detach()`. */
  get memory(): ArrayBuffer {
    return todo();
  }

  /**
   * Gives the memory back, once, and leaves the segment to others. Every view of the memory is empty from
   * then on. Later calls do nothing.
   */
  detach(): void {
    return todo();
  }

  /**
   * Takes the key away from this segment, also after `detach()`. From then on nobody finds it, and its key is
   * free. Who has it attached goes on with it.
   */
  remove(): void {
    return todo();
  }

  /** Detaches it, and does not remove it. */
  [Symbol.dispose](): void {
    return todo();
  }
}

/** What `mapArea()` has mapped, for which no descriptor is open. */
export interface Area extends Disposable {
  /** The same memory in every process that has mapped it. */
  readonly memory: ArrayBuffer;
  /**
   * Gives the memory back. Every view of it is empty from then on. The name is gone if you have made the
   * area, and stays if you have not. Who has mapped it goes on with it. Later calls do nothing.
   */
  readonly [Symbol.dispose]: () => void;
}

/**
 * Maps POSIX shared memory, which has a name.
 *
 * @param name Its name, such as `"/count"`: a `/`, and no other one.
 * @param size With a size, the area is made: so many bytes, 1 or more, all 0, for your user only. Without one,
 *   somebody has made it: all of it is mapped, and stays as it is.
 * @throws {Error} With the `code` `EEXIST`, when it is to be made, and there is one; `ENOENT`, when there is
 *   none; `EINVAL`, when there is one without any bytes; `ENOMEM`, when there is no room for so many, and then
 *   nothing has that name. Nothing is open then.
 */
export function mapArea(name: string, size?: number): Area {
  return todo(name, size);
}

/**
 * Adds 1 to a cell of shared memory. No addition is lost, whoever else adds at the same time.
 *
 * @param cells The memory, often a part of a larger one.
 * @param index Which of these cells.
 * @returns What this addition has made of it: after 2147483647 comes -2147483648.
 */
export function increment(cells: Int32Array, index: number): number {
  return todo(cells, index);
}

/**
 * Puts a record in the place of the last one, where nobody else publishes.
 *
 * @param cells The memory, at least 16 cells, all 0 before the first record.
 * @param record Whole numbers from -(2 ** 31) to 2 ** 31 - 1, at most a quarter as many as there are cells, or
 *   none. They stay as they are.
 */
export function publish(cells: Int32Array, record: number[]): void {
  return todo(cells, record);
}

/**
 * Reads the newest record, while somebody may publish the next one. It never mixes two records, and changes
 * nothing in the cells.
 *
 * @param cells The memory, often a part of a larger one.
 * @returns The record, in an array of its own; an empty one before the first.
 */
export function latest(cells: Int32Array): number[] {
  return todo(cells);
}

/** How a ring waits: `Atomics`, or all of `lib/sys/futex.ts`. */
export interface Waiting {
  /** Sleeps while the cell has the value, until somebody notifies; or comes back earlier, for no reason. */
  readonly wait: (cells: Int32Array, index: number, value: number, timeout?: number) => string;
  /** Wakes those who sleep at the cell. */
  readonly notify: (cells: Int32Array, index: number, count?: number) => number;
}

/**
 * A queue between one who puts and one who takes, in memory that they share. All objects over the same memory
 * are the same queue.
 */
export class Ring {
  /**
   * Joins the queue, and changes nothing. Memory that is all 0 is an empty queue.
   *
   * @param memory Four cells of 4 bytes for you, and one more for each item that the queue can hold, 1 or more.
   * @param waiting How to sleep in this memory.
   */
  constructor(memory: ArrayBufferLike, waiting: Waiting) {
    todo(memory, waiting);
  }

  /**
   * Puts an item behind the others. While the queue is full, it sleeps, and looks again only after it was
   * woken.
   *
   * @param item A whole number from -(2 ** 31) to 2 ** 31 - 1.
   */
  put(item: number): void {
    return todo(item);
  }

  /**
   * Takes out the oldest item. While the queue is empty, it sleeps, and looks again only after it was woken.
   */
  take(): number {
    return todo();
  }
}
