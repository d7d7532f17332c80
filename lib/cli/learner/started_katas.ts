/**
 * Runs every kata that a learner has started.
 *
 * @module
 */

import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { interruptible } from "../terminal/interrupt.ts";
import { practise } from "./recorded_run.ts";
import type { Progress } from "../terminal/progress.ts";
import type { Remembered } from "./memory.ts";
import { standings } from "./standing.ts";

/**
 * Runs the tests of each kata whose file is not the pristine stub, remembers what came of them, and
 * then does something with that. It can be interrupted.
 *
 * @param root The repository.
 * @param katas Which katas.
 * @param progress Where to write to.
 * @param use What to do with the runs, by kata; it gives the exit code.
 * @returns The exit code: that of `use`, or of the interrupt.
 */
export async function runStarted(
  root: string,
  katas: string[],
  progress: Progress,
  use: (runs: Map<string, Remembered>) => Promise<number>,
): Promise<number> {
  const all = await standings(root, katas);
  const started = all.filter(({ state }) => state !== "not started");
  const runs = new Map<string, Remembered>();
  const warnings = new Set<string>();
  return await interruptible(progress, async (signal) => {
    const watchdog = new Watchdog();
    try {
      for (const { kata } of started) {
        let count = 0;
        progress.status(`${kata}: getting ready`);
        const { summary } = await practise(kata, {
          root,
          watchdog,
          signal,
          onResult: () => progress.status(`${kata}: ${++count} tests have run`),
          warn: (text) => warnings.add(text),
        });
        if (signal.aborted) return 1;
        runs.set(kata, summary);
      }
    } finally {
      watchdog.close();
    }
    for (const text of warnings) progress.line(text);
    return await use(runs);
  });
}
