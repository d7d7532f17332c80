/**
 * One side of a mechanism: what it sends and receives, one byte or blocks.
 *
 * @module
 */

/** How large a block is, in bytes. */
export const BLOCK = 65536;

/** What a side of a mechanism can do. A call that returns a promise goes through the event loop. */
export interface Side {
  /** Sends a byte, or what stands for one. */
  send(): void | Promise<unknown>;
  /** Waits for it. */
  receive(): void | Promise<unknown>;
  /** Sends a block; nothing where the mechanism does not carry so many bytes. */
  sendBlock?(): void | Promise<unknown>;
  /** Receives a part of a block, or all of it; gives the number of bytes. */
  receiveBlock?(): number | Promise<number>;
}

/** What a side is told. */
export interface Place {
  /** Whether it is the one that begins. */
  begins: boolean;
  /** Descriptors, paths, ids: what the mechanism needs. */
  words: string[];
  /** Says that the other side can come, and on which port. */
  ready(port: number): void;
  /** The process id of the other side. It is known when the first command has come. */
  other(): number;
}

/** Makes a side. */
export type Open = (place: Place) => Side | Promise<Side>;
