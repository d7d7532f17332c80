/**
 * Runs every kata that a learner has started.
 *
 * @module
 */

import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import type { Kata } from "../course/kata.ts";
import { interruptible } from "../terminal/interrupt.ts";
import { recordedRun } from "./recorded_run.ts";
import type { Progress } from "../terminal/progress.ts";
import type { Remembered } from "./memory.ts";
import { standings } from "./standing.ts";

/**
 * Runs the tests of each kata whose file is not the pristine stub, remembers what came of them, and
 * then does something with that. It can be interrupted.
 *
 * @param katas Which katas.
 * @param progress Where to write to.
 * @param use What to do with the runs, by the katas' names; it gives the exit code.
 * @returns The exit code: that of `use`, or of the interrupt.
 */
export async function runStartedKatas(
  katas: Kata[],
  progress: Progress,
  use: (runs: Map<string, Remembered>) => Promise<number>,
): Promise<number> {
  const all = await standings(katas);
  const started = all.filter(({ state }) => state !== "not started");
  const runs = new Map<string, Remembered>();
  const warnings = new Set<string>();
  return await interruptible(progress, async (signal) => {
    const watchdog = new Watchdog();
    try {
      for (const { kata } of started) {
        let count = 0;
        progress.status(`${kata.name}: getting ready`);
        const { summary } = await recordedRun(kata, {
          watchdog,
          signal,
          onResult: () => progress.status(`${kata.name}: ${++count} tests have run`),
          warn: (text) => warnings.add(text),
        });
        if (signal.aborted) return 1;
        runs.set(kata.name, summary);
      }
    } finally {
      watchdog.close();
    }
    for (const text of warnings) progress.line(text);
    return await use(runs);
  });
}
