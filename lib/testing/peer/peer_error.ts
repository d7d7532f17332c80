/**
 * The error with which a peer fails.
 *
 * ```ts
 * import { PeerError } from "lib/testing/peer/peer_error.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new PeerError("send() threw EPIPE", { code: "EPIPE" });
 * assertEquals(String(error), "send() threw EPIPE");
 * ```
 *
 * @module
 */

import { harmless } from "./sentences.ts";

/** What went wrong in a peer, in words for the learner. */
export class PeerError extends Error {
  /** Empty, so that a message begins with its sentence. */
  override name = "";
  /** The code of the error that the function threw, such as `EPIPE`. */
  readonly code: string | undefined;

  /**
   * Makes an error that shows only the learner's lines.
   *
   * @param message The sentence, then details.
   * @param origin The code, and the lines of the stack that matter.
   */
  constructor(message: string, { code, stack = [] }: { code?: string; stack?: string[] } = {}) {
    super(harmless(message));
    this.code = code;
    this.stack = ["Error", ...stack].join("\n");
  }
}

/** Gives the line of the test that is running, as a stack trace has it; empty outside of tests. */
export function testLine(): string {
  return new Error().stack?.split("\n").find((line) => /_test\.ts:\d+/.test(line)) ?? "";
}
