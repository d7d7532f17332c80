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

import { failure } from "./failure.ts";

/**
 * Makes bytes that follow from their position, and look random: the finalizer of MurmurHash3.
 *
 * @param length How many bytes.
 * @returns The bytes. Whatever is lost, doubled or swapped shows at once.
 */
export function positions(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) {
    let hash = Math.imul(at ^ (at >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    bytes[at] = hash ^ (hash >>> 16);
  }
  return bytes;
}

/** Makes bytes of these lengths, each of other ones than those before it. */
export function different(...lengths: number[]): Uint8Array<ArrayBuffer>[] {
  return lengths.map((length, at) => positions(100 * at + length).slice(100 * at));
}

/** Puts bytes one behind the other. */
export function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
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
    throw failure(`Expected bytes (a Uint8Array), got ${Deno.inspect(actual)}`);
  }
  const common = Math.min(actual.length, expected.length);
  let at = 0;
  while (at < common && actual[at] === expected[at]) at++;
  if (at === actual.length && at === expected.length) return;
  const unit = expected.length === 1 ? "byte" : "bytes";
  const what = difference(actual, expected, at);
  throw failure(`Expected ${expected.length} ${unit}, got ${actual.length}: ${what}`);
}

/**
 * Fails unless the same bytes arrived, and says which ones they were.
 *
 * @param actual What arrived; nothing, where something is missing.
 * @param expected What was sent.
 * @param what Which bytes, in words.
 * @throws {AssertionError} As {@linkcode assertBytes}, after the words.
 */
export function assertArrived(actual: unknown, expected: Uint8Array, what: string): void {
  try {
    assertBytes(actual as Uint8Array, expected);
  } catch (error) {
    (error as Error).message = `${what}: ${(error as Error).message}`;
    throw error;
  }
}

/** Says how bytes differ that are the same before an index. */
function difference(actual: Uint8Array, expected: Uint8Array, at: number): string {
  if (at === actual.length) return `it ends after ${at} bytes, all of them right`;
  if (at === expected.length) return `it goes on after the ${at} right ones`;
  return `the first wrong byte is at index ${at}: ${actual[at]} instead of ${expected[at]}`;
}
