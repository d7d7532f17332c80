/**
 * A learner's run: the tests of a kata with what the learner wrote, remembered afterwards.
 *
 * @module
 */

import { keyOf } from "../course/fingerprint.ts";
import { remember, type Remembered, type RememberedTest } from "./memory.ts";
import { denoTest, type TestRun, type TestRunOptions } from "../runs/test_run.ts";
import { isTodo } from "../course/todo_message.ts";

/** How a learner's run is done. */
export interface PracticeOptions extends Omit<TestRunOptions, "args"> {
  /** More arguments for `deno test`. A run that has any is not remembered: it may be one of a few tests. */
  args?: string[];
  /** Called with a message when the run cannot be remembered. One that was ended is not meant to be. */
  warn: (text: string) => void;
}

/**
 * Runs the tests of a kata, and remembers what came of them.
 *
 * @param kata The kata.
 * @param options How; `root` is the repository.
 * @returns The run, and in short what is remembered of it.
 */
export async function practise(
  kata: string,
  options: PracticeOptions,
): Promise<{ run: TestRun; summary: Remembered }> {
  const { root, args = [], onResult, warn, signal } = options;
  const key = await keyOf(root, kata); // Before the run: an edit in the middle of it makes it stale.
  const tests: RememberedTest[] = [];
  const run = await denoTest({
    ...options,
    args: [...args, `katas/${kata}`],
    onResult(result, ms) {
      const { name, failure } = result;
      const state = failure === undefined ? "passed" : isTodo(failure) ? "to do" : "failed";
      tests.push({ name, state, ms: Math.round(ms) });
      onResult?.(result, ms);
    },
  });
  const sound = tests.length > 0 && (run.success || tests.some(({ state }) => state !== "passed"));
  const summary = { key, complete: run.complete && sound, tests };
  if (args.length === 0 && !run.late && !signal?.aborted) await remember(root, kata, summary, warn);
  return { run, summary };
}
