/**
 * Compares how a call has ended with how it had to end, in words.
 *
 * @module
 */

import { AssertionError, equal } from "@std/assert";

/** How a call has ended: with what it returned, or with the code or the name of what it threw. */
export type Ending = { returned: unknown } | { threw: string };

/** Shortens runs of the same character, for the sake of the failure's text. */
export const short = (text: string) =>
  text.replace(/(.)\1{4,}/gu, (run, one) => `${run.length / one.length} × ${one}`);

/** Names the characters that nobody can see, and that an editor may take for the end of a line. */
export const visible = (text: string) =>
  text.replace(/[\uFEFF\u0085\u2028\u2029]/g, (it) => {
    return `\\u${it.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  });

/** A text as it is written in a program. */
export const quoted = (text: string) => visible(short(JSON.stringify(text)));

/** Fails unless a call ended as expected. */
export function assertEnding(
  actual: Ending | undefined,
  expected: Ending | "it waits",
  what: string,
): void {
  if (equal(actual, expected)) return;
  const words = (it?: Ending | "it waits") =>
    it === undefined
      ? "it has not ended"
      : it === "it waits"
      ? it
      : "threw" in it
      ? `it threw ${it.threw}`
      : `it returned ${visible(short(Deno.inspect(it.returned, { iterableLimit: 10 })))}`;
  fail(`${what}: ${words(actual)}. Expected: ${words(expected)}.`, assertEnding);
}

/** Fails unless a call threw something. */
export function assertThrew(actual: Ending | undefined, what: string): void {
  if (actual && "threw" in actual) return;
  const how = actual ? `it returned ${Deno.inspect(actual.returned)}` : "it has not ended";
  fail(`${what}: ${how}, although it had to throw.`, assertThrew);
}

/** Fails at the line of the test, not here. */
function fail(message: string, from: (...args: never[]) => void): never {
  const error = new AssertionError(message);
  Error.captureStackTrace(error, from);
  throw error;
}
