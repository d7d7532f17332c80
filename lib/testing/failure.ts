/**
 * A failure of an assertion in this library: learners are shown the line of their test, and not ours.
 *
 * ```ts
 * import { failure } from "lib/testing/failure.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(failure("Nothing came").message, "Nothing came");
 * ```
 *
 * @module
 */

import { AssertionError } from "@std/assert";
import { testLine } from "./peer/peer_error.ts";

/**
 * Makes the error of an assertion.
 *
 * @param message What is wrong.
 * @param line The line of the test, from `testLine()`, where the test is not on the stack any more.
 */
export function failure(message: string, line = testLine()): AssertionError {
  const error = new AssertionError(message);
  error.name = "";
  error.stack = `Error\n${line}`;
  return error;
}
