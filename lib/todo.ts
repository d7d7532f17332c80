/**
 * The marker that every stub starts with.
 *
 * ```ts
 * import { todo, TodoError } from "lib/todo.ts";
 * import { assertThrows } from "@std/assert";
 *
 * function answer(question: string): number {
 *   return todo(question);
 * }
 * assertThrows(() => answer("What is 6 times 7?"), TodoError);
 * ```
 *
 * @module
 */

/** Thrown by a function that is not written yet. */
export class TodoError extends Error {
  /** Tells it apart after crossing a process. */
  override name = "TodoError";
}

/**
 * Stands where the body of a function is to be written.
 *
 * The stack trace has one line, the one to replace. The result type fits every function.
 *
 * @param _parameters What the function has to work with, so that the linter sees it used.
 * @throws {TodoError} Always.
 */
export function todo(..._parameters: unknown[]): never {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  const error = new TodoError("To do: replace this todo() with your code");
  Error.captureStackTrace(error, todo);
  Error.stackTraceLimit = limit;
  throw error;
}
