/**
 * The failure of a test whose function is still to be written.
 *
 * @module
 */

const TODO = "To do: replace this todo() with your code";

/** Whether a test failed because `todo()` still stands where code has to be. */
export function isTodo(failure: string): boolean {
  return failure.startsWith(TODO);
}
