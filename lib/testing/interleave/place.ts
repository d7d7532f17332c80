/**
 * Cells of shared memory, and what they are called.
 *
 * ```ts
 * import { cell, placeOf } from "lib/testing/interleave/place.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const shared = { mutex: new SharedArrayBuffer(4), slots: new SharedArrayBuffer(16) };
 * assertEquals(cell(placeOf(new Int32Array(shared.slots, 4), 1), shared), "slots[2]");
 * ```
 *
 * @module
 */

/** A cell of shared memory. */
export interface Place {
  /** The memory. */
  buffer: ArrayBufferLike;
  /** Its first byte. */
  byte: number;
  /** Its index, where the memory is divided into cells of its size. */
  index: number;
}

/** A typed array, or what looks like one. */
interface View {
  buffer: ArrayBufferLike;
  byteOffset: number;
  BYTES_PER_ELEMENT: number;
}

/** Gives the place of an element of a typed array. */
export function placeOf(view: View, index: unknown): Place {
  const byte = view.byteOffset + Number(index) * view.BYTES_PER_ELEMENT;
  return { buffer: view.buffer, byte, index: byte / view.BYTES_PER_ELEMENT };
}

/**
 * Writes down a place: `[0]`; `mutex[0]` where the threads share several memories.
 *
 * @param place The place.
 * @param shared What the threads share.
 */
export function cell({ buffer, index }: Place, shared: unknown): string {
  return `${nameOf(buffer, shared) ?? "own"}[${index}]`;
}

/** Finds the name of a memory in what the threads share. */
function nameOf(buffer: ArrayBufferLike, shared: unknown): string | undefined {
  if (shared === buffer) return "";
  if (typeof shared !== "object" || shared === null) return undefined;
  for (const [key, value] of Object.entries(shared)) {
    const name = nameOf(buffer, value);
    if (name !== undefined) return name || key;
  }
}
