/**
 * Waits for something that will be true, instead of sleeping and hoping.
 *
 * ```ts
 * import { eventually } from "lib/testing/peer/eventually.ts";
 *
 * const start = Date.now();
 * await eventually(() => Date.now() > start, "the clock goes on");
 * ```
 *
 * @module
 */

import { pause } from "../diagnosis/pause.ts";
import { inspecting } from "./inspecting.ts";
import { PeerError, testLine } from "./peer_error.ts";
import { RunningTime } from "./running_time.ts";

/** The longest pause between two looks at first, in milliseconds. */
const PAUSE = 10;
/** How many times its deadline it waits: a peer with the same one fails first, and says what it waits for. */
const LONGER = 1.1;

/** The peers that have not begun yet. A busy machine may take long to start a process. */
export const starting = new Set<object>();

/**
 * Waits until a condition holds. No time counts while a peer is being started.
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
  let time = new RunningTime();
  for (let ms = 1; !condition(); ms = Math.min(1.2 * ms, PAUSE)) {
    if (starting.size > 0) time = new RunningTime();
    if (time.ms > LONGER * deadline && !inspecting) {
      const words = typeof what === "string" ? what : what();
      throw new PeerError(`Gave up after waiting ${deadline} ms until ${words}`, { stack });
    }
    await pause(time.pause(ms));
  }
}

/**
 * Waits for a promise that has no deadline of its own.
 *
 * @param promise What is awaited.
 * @param what In words, that it is settled.
 * @returns What it resolves to.
 * @throws {Error} When it is not settled within the deadline of {@linkcode eventually}.
 */
export async function soon<T>(promise: Promise<T>, what: string): Promise<T> {
  let settled = false;
  const settle = () => void (settled = true);
  promise.then(settle, settle);
  await eventually(() => settled, what);
  return await promise;
}
