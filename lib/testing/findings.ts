/**
 * How a scenario says what is wrong, when it looks for itself.
 *
 * ```ts
 * import { ensure, findings } from "lib/testing/findings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const wrong = await findings(() => ensure(1 + 1 === 3, "1 and 1 is not 3"));
 * assertEquals(wrong, "1 and 1 is not 3");
 * assertEquals(await findings(() => ensure(true, "It is wrong")), undefined);
 * ```
 *
 * @module
 */

/** What is wrong, in words, if anything is. */
export type Finding = string | undefined;

class Wrong extends Error {}

/** Ends a scenario unless something holds: the message says what is wrong then. */
export function ensure(ok: unknown, message: string): asserts ok {
  if (!ok) throw new Wrong(message);
}

/**
 * Runs a scenario until something does not hold.
 *
 * @param scenario What calls {@linkcode ensure}.
 * @returns What is wrong.
 * @throws {unknown} What else the scenario throws.
 */
export async function findings(scenario: () => unknown): Promise<Finding> {
  try {
    await scenario();
  } catch (error) {
    const found = error instanceof Error &&
      (error instanceof Wrong || error.cause instanceof Wrong);
    if (!found) throw error; // A property names the input in front of what is wrong.
    return error.message;
  }
}
