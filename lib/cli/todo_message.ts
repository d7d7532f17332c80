/**
 * The failure of a test whose function is still to be written.
 *
 * ```ts
 * import { isTodo } from "lib/cli/todo_message.ts";
 * import { assert } from "@std/assert";
 *
 * assert(isTodo("To do: replace this todo() with your code\n    at send"));
 * assert(!isTodo("send() threw EPIPE"));
 * ```
 *
 * @module
 */

const TODO = "To do: replace this todo() with your code";

/** Whether a test failed because `todo()` still stands where code has to be. */
export function isTodo(failure: string): boolean {
  return failure.startsWith(TODO);
}
