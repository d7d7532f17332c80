/**
 * Bytes as a function often gets them: as a part of something larger.
 *
 * ```ts
 * import { amidst, sameBytes } from "lib/testing/views.ts";
 * import { assert } from "@std/assert";
 *
 * const bytes = new Uint8Array([1, 2]);
 * const view = amidst(bytes);
 * assert(sameBytes(view, bytes) && view.buffer.byteLength > 1000);
 * ```
 *
 * @module
 */

/** Puts bytes between others, and gives a view of them. */
export function amidst(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(bytes.length + 1000).fill(0xa5);
  whole.set(bytes, 13);
  return whole.subarray(13, 13 + bytes.length);
}

/** Whether bytes are still as they were. */
export function sameBytes(bytes: Uint8Array, before: Uint8Array): boolean {
  return bytes.length === before.length && before.every((byte, at) => byte === bytes[at]);
}
