/**
 * Strings as C has them: bytes that end in NUL.
 *
 * ```ts
 * import { cString } from "lib/sys/c_string.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals([...cString("ab")], [97, 98, 0]);
 * assertThrows(() => cString("a\0b"), TypeError, "NUL");
 * ```
 *
 * @module
 */

/**
 * Makes a C string.
 *
 * @param text The text, which becomes UTF-8.
 * @returns Its bytes, with a NUL behind them.
 * @throws {TypeError} When the text contains a NUL, where C would take it to end.
 */
export function cString(text: string): Uint8Array<ArrayBuffer> {
  if (text.includes("\0")) {
    throw new TypeError(`Cannot pass ${JSON.stringify(text)} to the system: it contains a NUL`);
  }
  return new TextEncoder().encode(text + "\0");
}
