/**
 * Where in the learner's code something happened.
 *
 * ```ts
 * import { lineOf } from "lib/testing/interleave/line.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const error = new Error();
 * error.stack = `Error
 *     at take (file:///katas/lock/lock.ts:14:3)
 *     at Lock.acquire (file:///katas/lock/lock.ts:8:5)
 *     at file:///katas/lock/scenarios.ts:5:7`;
 * assertEquals(lineOf(error, "file:///katas/lock/scenarios.ts"), "lock.ts:14  acquire › take");
 * ```
 *
 * @module
 */

/** Where the code of the explorer is. */
const HERE = import.meta.resolve("./");
/** A line of a stack: perhaps a function, then a place. */
const FRAME = /at (?:(.*) \()?((?:file|data):.*?):(\d+):\d+\)?$/;

/**
 * Finds the learner's line in a stack, and the functions that led there.
 *
 * @param error Has the stack.
 * @param scenarios The URL of the module that calls the learner's code.
 * @returns The line; empty when it is not the learner's.
 */
export function lineOf(error: unknown, scenarios: string): string {
  const frames = [];
  const stack = error instanceof Error ? String(error.stack) : "";
  for (const frame of stack.split("\n").slice(1)) {
    const [, name, url, line] = FRAME.exec(frame) ?? [];
    if (url?.startsWith(HERE) && frames.length === 0) continue;
    if (!url || url.startsWith(HERE) || url.startsWith(scenarios)) break;
    const file = url.replace(/[?#].*/, "").replace(/.*\//, "");
    frames.push({ name: name?.replace(/.*[. ]/, "") ?? "", place: `${file}:${line}` });
  }
  const names = frames.map(({ name }) => name).reverse().join(" › ");
  return frames[0] ? `${frames[0].place}  ${names}`.trimEnd() : "";
}
