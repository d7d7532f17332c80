/**
 * An attempt at a kata: its tests run, and the learner sees what came of them.
 *
 * @module
 */

import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { readText } from "../course/files.ts";
import { doneScreen } from "./screens/done_screen.ts";
import { failureScreen, likenessScreen } from "./screens/failure_screen.ts";
import { type KnownMistake, knownMistakes } from "../course/known_mistakes.ts";
import { practise } from "./recorded_run.ts";
import type { Progress } from "../terminal/progress.ts";
import { isDone } from "./memory.ts";
import { stoppedScreen } from "./screens/stopped_screen.ts";
import type { TestResult } from "../runs/tap.ts";
import { paint } from "../terminal/terminal.ts";
import { isTodo } from "../course/todo_message.ts";

/** How an attempt is made. */
export interface AttemptOptions {
  /** The repository. */
  root: string;
  /** Where to write to. */
  progress: Progress;
  /** Ends everything when this process ends first. */
  watchdog: Watchdog;
  /** More arguments for `deno test`, which choose some of the tests. @default {[]} */
  args?: string[];
  /** Ends the attempt at once; nothing more is written then. */
  signal?: AbortSignal;
}

/**
 * Runs the tests, shows the first failure at once, and at the end what there is to say of them all.
 *
 * @param kata The kata.
 * @param options How.
 * @returns Whether every test that ran passes, and one did run.
 */
export async function attempt(
  kata: string,
  { root, progress, watchdog, args = [], signal }: AttemptOptions,
): Promise<boolean> {
  const page = await readText(`${root}/katas/${kata}/README.md`);
  let [passed, failed] = [0, 0];
  progress.status(`${kata}: getting ready`);
  const { run, summary } = await practise(kata, {
    root,
    args,
    watchdog,
    signal,
    env: { IPC_KATAS_OUTPUT_IN_MESSAGE: "1" }, // The reporter hides what the tests print.
    warn: (text) => progress.line(`${text}\n`),
    onResult(result) {
      if (result.failure === undefined) passed++;
      else if (failed++ === 0) progress.line(failureScreen(result, page, root));
      progress.status(`${kata}: ${passed} pass, ${failed} fail, running …`);
    },
  });
  if (signal?.aborted) return false;
  const total = passed + failed;
  const done = isDone(summary);
  if (!run.complete || (failed === 0 && !done)) {
    const none = run.success && total === 0; // None was chosen.
    progress.line(none ? "\nNo test has such a name.\n" : stoppedScreen(run.stderr, kata, root));
  }
  progress.line(paint(done ? "green" : "red", count(kata, passed, total, run.complete)));
  if (done) {
    progress.line(
      args.length === 0
        ? await doneScreen(root, kata)
        : `\nThat is not the whole kata: run \`deno task kata ${kata}\``,
    );
  }
  if (failed > 0) {
    progress.line(`\n${outlook(kata, run.results, await knownMistakes(root, kata))}`);
  }
  return done;
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
  kata: string,
  results: TestResult[],
  known: KnownMistake[],
  width?: number,
): string {
  const like = likenessScreen(results, known, width);
  const advice = results.every(({ failure }) => failure !== undefined && isTodo(failure))
    ? `Your task is in katas/${kata}/README.md`
    : `Stuck? deno task hint ${kata}`;
  return like === undefined ? advice : `${like}\n\n${advice}`;
}

/** Says how many tests pass. */
export function count(kata: string, passed: number, total: number, complete: boolean): string {
  if (total === 0) return `${kata}: no test ran`;
  const stopped = complete ? "" : "; then the test run broke off";
  return `${kata}: ${passed} of ${total} tests pass${stopped}`;
}
