/**
 * A recorded run: the tests of a kata with what the learner wrote, remembered afterwards.
 *
 * @module
 */

import { keyOf } from "../course/fingerprint.ts";
import type { Kata } from "../course/kata.ts";
import { everFailed, lastRun, remember, type Remembered, type RememberedTest } from "./memory.ts";
import { denoTest, type TestRun, type TestRunOptions } from "../runs/test_run.ts";
import type { TestResult } from "../runs/tap.ts";
import { typeErrors } from "../runs/type_check.ts";
import { isTodo } from "../course/todo_message.ts";

/** How a recorded run is done. */
export interface RecordedRunOptions extends Omit<TestRunOptions, "root" | "args"> {
  /**
   * More arguments for `deno test`. A run that has any is not remembered, because it may be one of a few
   * tests; nor is one whose types were not checked.
   */
  args?: string[];
  /** Whether the types are checked, beside the run. @default {true} */
  types?: boolean;
  /** Called with the type errors as soon as they are known; with an empty text when there are none. */
  onTypes?: (errors: string) => void;
  /** Called when all tests have run, or the run has broken off; the types may still be being checked. */
  onEnd?: () => void;
  /** Called with a message when the run cannot be remembered. One that was ended is not meant to be. */
  warn: (text: string) => void;
}

/** What came of a recorded run. */
export interface RecordedRun {
  run: TestRun;
  /** The type errors as Deno writes them; empty when there are none, or when they were not looked for. */
  types: string;
  /** In short, as it is remembered. */
  summary: Remembered;
  /** Whether something was saved meanwhile: nobody knows then which code has run, and it is not remembered. */
  changed: boolean;
}

/**
 * Runs the tests of a kata, and remembers what came of them.
 *
 * @param kata The kata.
 * @param options How.
 */
export async function recordedRun(kata: Kata, options: RecordedRunOptions): Promise<RecordedRun> {
  const { root } = kata;
  const { args = [], types = true, onTypes, onResult, onEnd, warn, signal } = options;
  const before = await versionOf(kata);
  const tests: RememberedTest[] = [];
  const checking = types ? typeErrors(kata.tests, { ...options, root }) : Promise.resolve("");
  const told = checking.then((errors) => onTypes?.(errors));
  const run = await denoTest({
    ...options,
    root,
    args: ["--no-check", ...args, `katas/${kata.name}`],
    onResult(result, ms) {
      tests.push({ name: result.name, state: stateOf(result), ms: Math.round(ms) });
      onResult?.(result, ms);
    },
  });
  onEnd?.();
  const errors = await checking;
  await told;
  const sound = tests.length > 0 && (run.success || tests.some(({ state }) => state !== "passed"));
  const after = await versionOf(kata);
  const changed = after.key !== before.key || after.save !== before.save;
  const key = changed ? "" : before.key; // No code has this one.
  const last = await lastRun(kata);
  const failed = last ? everFailed(last) : [];
  const summary = {
    key,
    complete: run.complete && sound,
    ...errors === "" ? {} : { wrongTypes: true },
    ...failed.length === 0 ? {} : { failedBefore: failed },
    tests,
  };
  const ended = run.late || signal?.aborted;
  const whole = args.length === 0 && types;
  if (whole && !changed && !ended) await remember(kata, summary, warn);
  return { run, types: errors, summary, changed };
}

function stateOf({ failure }: TestResult): RememberedTest["state"] {
  if (failure === undefined) return "passed";
  return isTodo(failure) ? "to do" : "failed";
}

/** Which code there is, and which save of the learner's file: one that is undone leaves the same code. */
async function versionOf(kata: Kata): Promise<{ key: string; save: string }> {
  const key = await keyOf(kata);
  try {
    const { ino, mtime } = await Deno.stat(`${kata.root}/${kata.file}`);
    return { key, save: `${ino} ${mtime?.getTime()}` };
  } catch {
    return { key, save: "" }; // It is gone.
  }
}
