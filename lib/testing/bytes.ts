/**
 * Bytes that show where they belong, and a comparison that says what happened to them.
 *
 * ```ts
 * import { assertBytes, positions } from "lib/testing/bytes.ts";
 * import { assertThrows } from "@std/assert";
 *
 * const sent = positions(1000);
 * assertBytes(sent.slice(), sent);
 * assertThrows(() => assertBytes(sent.slice(0, 10), sent), Error, "it ends after 10 bytes");
 * ```
 *
 * @module
 */

import { AssertionError } from "@std/assert";

const WORD = 4;

/**
 * Makes bytes that carry their position: each group of four is the number of the group.
 *
 * @param length How many bytes.
 * @returns The bytes. Whatever is lost, doubled or swapped shows.
 */
export function positions(length: number): Uint8Array<ArrayBuffer> {
  const words = new DataView(new ArrayBuffer(Math.ceil(length / WORD) * WORD));
  for (let at = 0; at < words.byteLength; at += WORD) words.setUint32(at, at / WORD);
  return new Uint8Array(words.buffer, 0, length);
}

/**
 * Fails unless the same bytes arrived.
 *
 * @param actual What arrived.
 * @param expected What was sent.
 * @throws {AssertionError} It says how many came, and where the first difference is.
 */
export function assertBytes(actual: Uint8Array, expected: Uint8Array): void {
  if (!(actual instanceof Uint8Array)) {
    throw new AssertionError(`Expected bytes (a Uint8Array), got ${Deno.inspect(actual)}`);
  }
  const common = Math.min(actual.length, expected.length);
  let at = 0;
  while (at < common && actual[at] === expected[at]) at++;
  if (at === actual.length && at === expected.length) return;
  const difference = at === actual.length
    ? `it ends after ${at} bytes, all of them right`
    : at === expected.length
    ? `it goes on after the ${at} right ones`
    : `the first wrong byte is number ${at}: ${actual[at]} instead of ${expected[at]}`;
  throw new AssertionError(
    `Expected ${expected.length} bytes, got ${actual.length}: ${difference}`,
  );
}
