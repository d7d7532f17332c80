/**
 * What the servers of the tests answer. The tests know it, too.
 *
 * @module
 */

import { positions } from "lib/testing/bytes.ts";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** A line that is answered by so many bytes. */
export function askFor(length: number): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`give ${length}`);
}

/** The error that is thrown for the line "fail". It looks like one of the kernel's. */
export const FAILURE = { code: "ECONNRESET", message: "There is no answer" };

/** Answers a line: turned around, unless it asks for more or for a failure. */
export function answerTo(line: Uint8Array): Uint8Array<ArrayBuffer> {
  if (line.length < 20) {
    const [, length] = /^give (\d+)$/.exec(text(line)) ?? [];
    if (length !== undefined) return withoutNewlines(Number(length));
    if (text(line) === "fail") throw Object.assign(new Error(FAILURE.message), FAILURE);
  }
  return new Uint8Array(line).reverse();
}

/** Makes bytes that could be a line. */
export function withoutNewlines(length: number): Uint8Array<ArrayBuffer> {
  return positions(length).map((byte) => byte === 10 ? 11 : byte);
}
