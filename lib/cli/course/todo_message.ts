/**
 * The failure of a test whose function is still to be written.
 *
 * ```ts
 * import { isTodo } from "lib/cli/course/todo_message.ts";
 * import { assert } from "@std/assert";
 *
 * assert(isTodo("To do: replace this todo() with your code\n    at send"));
 * assert(isTodo("over TCP: To do: replace this todo() with your code")); // a step of the test
 * assert(!isTodo("send() threw EPIPE"));
 * ```
 *
 * @module
 */

/** What todo() says, perhaps behind the name of a test's step. */
const TODO = /^([^\n]+: )?To do: replace this todo\(\) with your code/;

/** Whether a test failed because `todo()` still stands where code has to be. */
export function isTodo(failure: string): boolean {
  return TODO.test(failure);
}
