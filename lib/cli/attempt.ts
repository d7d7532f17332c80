/**
 * An attempt at a kata: its tests run, and the learner sees what came of them.
 *
 * @module
 */

import type { Watchdog } from "lib/testing/watchdog.ts";
import { readText } from "./course.ts";
import { doneScreen } from "./done_screen.ts";
import { failureScreen, likenessScreen } from "./failure_screen.ts";
import { knownMistakes } from "./known_mistakes.ts";
import { practise } from "./practice.ts";
import type { Progress } from "./progress.ts";
import { isDone } from "./state.ts";
import { stoppedScreen } from "./stopped_screen.ts";
import { paint } from "./terminal.ts";

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
  if (failed === 0) return done;

  const like = likenessScreen(run.results, await knownMistakes(root, kata));
  if (like !== undefined) progress.line(`\n${like}`);
  if (passed === 0) progress.line(`\nYour task is in katas/${kata}/README.md`);
  else progress.line(`\nStuck? deno task hint ${kata}`);
  return false;
}

function count(kata: string, passed: number, total: number, complete: boolean): string {
  if (total === 0) return `${kata}: no test ran`;
  const stopped = complete ? "" : "; then the test run broke off";
  return `${kata}: ${passed} of ${total} tests pass${stopped}`;
}
