/**
 * Runs every kata that a learner has started.
 *
 * @module
 */

import { Watchdog } from "lib/testing/watchdog.ts";
import { practise } from "./practice.ts";
import type { Progress } from "./progress.ts";
import type { Remembered } from "./state.ts";
import { standings } from "./standing.ts";

/**
 * Runs the tests of each kata whose file is not the pristine stub, and remembers what came of them.
 *
 * @param root The repository.
 * @param katas Which katas.
 * @param progress Where to write to.
 * @returns What came of each.
 */
export async function runStarted(
  root: string,
  katas: string[],
  progress: Progress,
): Promise<Map<string, Remembered>> {
  const all = await standings(root, katas);
  const started = all.filter(({ state }) => state !== "not started");
  const watchdog = new Watchdog();
  const runs = new Map<string, Remembered>();
  const warnings = new Set<string>();
  try {
    for (const { kata } of started) {
      let count = 0;
      progress.status(`${kata}: getting ready`);
      const { summary } = await practise(kata, {
        root,
        watchdog,
        onResult: () => progress.status(`${kata}: ${++count} tests have run`),
        warn: (text) => warnings.add(text),
      });
      runs.set(kata, summary);
    }
    for (const text of warnings) progress.line(text);
    return runs;
  } finally {
    watchdog.close();
  }
}
