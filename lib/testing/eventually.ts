/**
 * Waits for something that will be true, instead of sleeping and hoping.
 *
 * ```ts
 * import { eventually } from "lib/testing/eventually.ts";
 *
 * const start = Date.now();
 * await eventually(() => Date.now() > start, "the clock goes on");
 * ```
 *
 * @module
 */

import { inspecting } from "./inspecting.ts";
import { PeerError, testLine } from "./peer_error.ts";

/**
 * Waits until a condition holds.
 *
 * @param condition What has to become true; it is asked again and again.
 * @param what The condition in words, for the message when it does not hold. A function is asked
 *   at the end, so it can say what is still missing.
 * @param deadline How long to wait, in milliseconds.
 * @throws {Error} When the condition does not hold within the deadline, or throws.
 */
export async function eventually(
  condition: () => boolean,
  what: string | (() => string),
  deadline = 4000,
): Promise<void> {
  const stack = [testLine()]; // before the first await, while the test is still on the stack
  const end = performance.now() + deadline;
  for (let pause = 1; !condition(); pause = Math.min(1.2 * pause, 10)) {
    if (performance.now() > end && !inspecting) {
      const words = typeof what === "string" ? what : what();
      throw new PeerError(`Waited ${deadline} ms in vain until ${words}`, { stack });
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
