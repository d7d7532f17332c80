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

/** Makes the error of an assertion. */
export function failure(message: string): AssertionError {
  const error = new AssertionError(message);
  error.name = "";
  error.stack = `Error\n${testLine()}`;
  return error;
}
