/**
 * How a call of a learner's function ended, as a scenario tells it to the test.
 *
 * ```ts
 * import { outcome } from "lib/testing/outcome.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await outcome(() => 42), { result: 42 });
 * const thrown = await outcome(() => {
 *   throw new RangeError("too long");
 * });
 * assertEquals(thrown, { error: "RangeError", message: "too long" });
 * ```
 *
 * @module
 */

/** With a result, or with an error. */
export type Outcome<T> = { result: T } | {
  /** `RangeError`, `TimedOut`, or the error's code; else its name. Of what is no error, the value. */
  error: string;
  message: string;
  /** The code of a `RangeError` or `TimedOut` that has one, too. */
  code?: string;
};

/**
 * Calls a function, and tells how that ended.
 *
 * @param call The call.
 * @throws {Error} That of a function which is still to be written.
 */
export async function outcome<T>(call: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { result: await call() };
  } catch (error) {
    if (!(error instanceof Error)) {
      return { error: `the value ${Deno.inspect(error)}`, message: "" };
    }
    const { code, name, message } = error as Error & { code?: string };
    if (name === "TodoError") throw error;
    const kind = error instanceof RangeError
      ? "RangeError"
      : error instanceof Deno.errors.TimedOut
      ? "TimedOut"
      : undefined;
    if (kind === undefined) return { error: code ?? name, message };
    return { error: kind, message, ...code !== undefined && { code } };
  }
}
