/**
 * Assertions about how calls ended, and what scenarios have found. Each names what is wrong.
 *
 * ```ts
 * import { assertError, assertResult, expectNothing } from "lib/testing/assert_outcome.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(assertResult({ result: 42 }, "A call"), 42);
 * const failed = { error: "EPIPE", message: "nobody reads" };
 * assertError(failed, ["EPIPE"], "A call");
 * assertError({ error: "RangeError", code: "ERANGE", message: "" }, ["ERANGE"], "A call");
 * assertThrows(() => assertResult(failed, "A call"), Error, "A call: it threw EPIPE (nobody reads).");
 * const wrong = "It: it threw EPIPE, not EOF. It says: nobody reads";
 * assertThrows(() => assertError(failed, ["EOF"], "It"), Error, wrong);
 * assertThrows(() => assertError({ result: 42 }, ["EPIPE"], "It"), Error, "although it had to throw EPIPE");
 * await expectNothing({ result: Promise.resolve(undefined) }); // as that of a peer
 * ```
 *
 * @module
 */

import { failure } from "./failure.ts";
import type { Finding } from "./findings.ts";
import type { Outcome } from "./outcome.ts";
import { testLine } from "./peer/peer_error.ts";

/**
 * Gives the result of a call.
 *
 * @param outcome How it ended; nothing, when it was not called.
 * @param what The call, in words.
 * @throws {AssertionError} When it threw, or was not called.
 */
export function assertResult<T>(outcome: Outcome<T> | undefined, what: string): T {
  if (outcome === undefined) throw failure(`${what}: it was not called.`);
  if ("result" in outcome) return outcome.result;
  const { error, message } = outcome;
  throw failure(`${what}: it threw ${error}${message && ` (${message})`}.`);
}

/**
 * Fails unless a call threw one of these.
 *
 * @param outcome How it ended.
 * @param errors What it may have thrown, as an {@linkcode Outcome} tells it.
 * @param what The call, in words.
 * @throws {AssertionError} When it did not throw, or threw something else.
 */
export function assertError(
  outcome: Outcome<unknown> | undefined,
  errors: string[],
  what: string,
): void {
  const expected = errors.join(" or ");
  if (outcome === undefined) throw failure(`${what}: it was not called.`);
  if ("result" in outcome) {
    throw failure(`${what}: it did not throw, although it had to throw ${expected}.`);
  }
  const { error, code = error, message } = outcome;
  if (errors.includes(error) || errors.includes(code)) return;
  throw failure(`${what}: it threw ${error}, not ${expected}.${message && ` It says: ${message}`}`);
}

/** Fails with what the scenario of a peer has found to be wrong. */
export async function expectNothing(peer: { result: Promise<Finding> }): Promise<void> {
  const line = testLine(); // before the first await, while the test is still on the stack
  const wrong = await peer.result;
  if (wrong !== undefined) throw failure(wrong, line);
}
