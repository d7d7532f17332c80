/**
 * A shown run: the tests of a kata run, and the learner sees what came of them.
 *
 * @module
 */

import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { doneScreen } from "./screens/done_screen.ts";
import { failureScreen, likenessScreen } from "./screens/failure_screen.ts";
import type { Kata } from "../course/kata.ts";
import { type KnownMistake, knownMistakes } from "../course/mistakes/known_mistakes.ts";
import { recordedRun } from "./recorded_run.ts";
import type { Progress } from "../terminal/progress.ts";
import { isDone } from "./memory.ts";
import { noTestScreen, stoppedScreen } from "./screens/stopped_screen.ts";
import type { TestResult } from "../runs/tap.ts";
import { paint } from "../terminal/terminal.ts";
import { isTodo } from "../course/todo_message.ts";

/** How a run is shown. */
export interface ShownRunOptions {
  /** Where to write to. */
  progress: Progress;
  /** Ends everything when this process ends first. */
  watchdog: Watchdog;
  /** More arguments for `deno test`, which choose some of the tests. @default {[]} */
  args?: string[];
  /** Ends the run at once; nothing more is written then. */
  signal?: AbortSignal;
}

/**
 * Runs the tests, shows the first failure at once, and at the end what there is to say of them all.
 *
 * @param kata The kata.
 * @param options How.
 * @returns Whether every test that ran passes, and one did run.
 */
export async function shownRun(
  kata: Kata,
  { progress, watchdog, args = [], signal }: ShownRunOptions,
): Promise<boolean> {
  const { name } = kata;
  progress.status(`${name}: getting ready`);
  const reading = Promise.all([kata.text(kata.page), knownMistakes(kata)]); // while the tests start
  const showFirst = async (result: TestResult) => {
    const [page, known] = await reading;
    progress.line(failureScreen(result, page, known, kata.root));
  };
  let shown: Promise<void> | undefined;
  let [passed, failed] = [0, 0];
  const { run, summary, changed } = await recordedRun(kata, {
    args,
    watchdog,
    signal,
    env: { IPC_KATAS_OUTPUT_IN_MESSAGE: "1" }, // The reporter hides what the tests print.
    warn: (text) => progress.line(`${text}\n`),
    onResult(result) {
      if (result.failure === undefined) passed++;
      else if (failed++ === 0) shown = showFirst(result);
      progress.status(`${name}: ${passed} pass, ${failed} fail, running …`);
    },
  });
  const [page, known] = await reading;
  await shown;
  if (signal?.aborted) return false;
  const done = isDone(summary);
  const noneChosen = run.success && passed + failed === 0;
  if (noneChosen) progress.line(await noTestScreen(kata));
  else if (!run.complete || (failed === 0 && !done)) {
    progress.line(stoppedScreen(run.stderr, kata));
  }
  progress.line(paint(done ? "green" : "red", count(kata, passed, passed + failed, run.complete)));
  if (changed) {
    progress.line(`\nYou saved while the tests ran. Run \`deno task kata ${name}\` again.`);
  } else if (done && args.length > 0) {
    progress.line(`\nThat is not the whole kata: run \`deno task kata ${name}\``);
  } else if (done) progress.line(await doneScreen(kata, page, known));
  if (failed > 0) progress.line(`\n${outlook(kata, run.results, known)}`);
  return done && !changed;
}

/**
 * Says what failures look like, and what to do about them.
 *
 * @param kata The kata.
 * @param results What came of its tests.
 * @param known Its mistakes.
 * @param width How many characters a line may have.
 */
export function outlook(
  kata: Kata,
  results: TestResult[],
  known: KnownMistake[],
  width?: number,
): string {
  const like = likenessScreen(results, known, width);
  const advice = results.every(({ failure }) => failure !== undefined && isTodo(failure))
    ? `Your task is in ${kata.page}`
    : `Stuck? deno task hint ${kata.name}`;
  return like === undefined ? advice : `${like}\n\n${advice}`;
}

/** Says how many tests pass. */
export function count({ name }: Kata, passed: number, total: number, complete: boolean): string {
  if (total === 0) return `${name}: no test ran`;
  const stopped = complete ? "" : "; then the test run broke off";
  return `${name}: ${passed} of ${total} tests pass${stopped}`;
}
