/**
 * A shown run: the tests of a kata run, and the learner sees what came of them.
 *
 * @module
 */

import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { doneScreen } from "./screens/done_screen.ts";
import { failureHead, failureScreen } from "./screens/failure_screen.ts";
import type { Kata } from "../course/kata.ts";
import { knownMistakes } from "../course/mistakes/known_mistakes.ts";
import { count, outlook } from "./screens/outcome.ts";
import { recordedRun } from "./recorded_run.ts";
import type { Progress } from "../terminal/progress.ts";
import { everFailed, isDone } from "./memory.ts";
import { noTestScreen, stoppedScreen } from "./screens/stopped_screen.ts";
import { typeScreen } from "./screens/type_screen.ts";
import type { TestResult } from "../runs/tap.ts";
import { paint } from "../terminal/terminal.ts";

/** How a run is shown. */
export interface ShownRunOptions {
  /** Where to write to. */
  progress: Progress;
  /** Ends everything when this process ends first. */
  watchdog: Watchdog;
  /** More arguments for `deno test`, which choose some of the tests. @default {[]} */
  args?: string[];
  /** Whether the types are checked, beside the run. @default {true} */
  types?: boolean;
  /** Ends the run at once; nothing more is written then. */
  signal?: AbortSignal;
  /** How many lines the terminal shows at a time. @default {no limit} */
  rows?: number;
}

/**
 * Runs the tests, shows the first failure at once, and at the end what there is to say of them all.
 *
 * Type errors are shown when they are found: after the first failure, because checking types takes
 * longer. Only a failure that a type error may explain waits for them.
 *
 * @param kata The kata.
 * @param options How.
 * @returns Whether every test that ran passes, and one did run.
 */
export async function shownRun(
  kata: Kata,
  { progress, watchdog, args = [], types = true, signal, rows = Infinity }: ShownRunOptions,
): Promise<boolean> {
  const { name } = kata;
  progress.status(`${name}: getting ready`);
  const reading = Promise.all([kata.text(kata.page), knownMistakes(kata)]); // while the tests start
  const checked = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<boolean>();
  let written = "";
  const write = (text: string) => {
    if (signal?.aborted) return;
    written += `${text}\n`;
    progress.line(text);
  };
  const showFirst = async (result: TestResult) => {
    const [page, known] = await reading;
    if (types && mayBeType(result)) await checked.promise;
    write(failureScreen(result, page, known, kata.root));
  };
  const showTypes = async (errors: string) => {
    // Without tests there is another error, which comes first.
    if (errors !== "" && await begun.promise) write(typeScreen(errors, kata));
    checked.resolve();
  };
  const shown: Promise<void>[] = [];
  let first: TestResult | undefined;
  let [passed, failed] = [0, 0];
  const { run, types: wrong, summary, changed } = await recordedRun(kata, {
    args,
    types,
    watchdog,
    signal,
    env: { IPC_KATAS_OUTPUT_IN_MESSAGE: "1" }, // The reporter hides what the tests print.
    warn: (text) => write(`${text}\n`),
    onBegin: () => begun.resolve(true),
    onTypes: (errors) => void shown.push(showTypes(errors)),
    onResult(result) {
      if (result.failure === undefined) passed++;
      else if (failed++ === 0) shown.push(showFirst(first = result));
      progress.status(`${name}: ${passed} pass, ${failed} fail, running …`);
    },
    onEnd() {
      begun.resolve(false);
      progress.status(`${name}: checking types …`);
    },
  });
  const [page, known] = await reading;
  await Promise.all(shown);
  if (signal?.aborted) return false;
  const done = isDone(summary);
  const noneChosen = run.success && passed + failed === 0;
  if (noneChosen) write(await noTestScreen(kata));
  else if (!run.complete || (failed === 0 && !summary.complete)) {
    write(stoppedScreen(run.stderr, kata));
  }
  const total = count(kata, passed, passed + failed, run.complete, wrong !== "");
  const last = [paint(done ? "green" : "red", total)];
  if (changed) {
    last.push(`\nYou saved while the tests ran. Run \`deno task kata ${name}\` again.`);
  } else if (done && args.length > 0) {
    last.push(`\nThat is not the whole kata: run \`deno task kata ${name}\``);
  } else if (done) {
    const passing = new Set(summary.tests.map(({ name }) => name)); // A test may have been renamed.
    const overcome = everFailed(summary).filter((test) => passing.has(test));
    last.push(await doneScreen(kata, page, known, overcome));
  }
  if (failed > 0) last.push(`\n${outlook(kata, run.results, known)}`);
  const end = last.join("\n");
  if (first && lines(written) + lines(end) + KEYS > rows) write(`${failureHead(first)}\n`);
  write(end);
  return done && !changed;
}

/** How many lines `watch` and the shell write below. */
const KEYS = 3;

function lines(text: string): number {
  return text.split("\n").length;
}

/** Whether a failure looks as if a type error could explain it. */
function mayBeType({ failure = "" }: TestResult): boolean {
  return /\b(?:Type|Reference)Error\b/.test(failure);
}
