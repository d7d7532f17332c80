/**
 * `deno task kata [name]`: runs a kata's tests with what you have written.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { styleText } from "node:util";
import { fromFileUrl, toFileUrl } from "@std/path";
import { Watchdog } from "lib/testing/watchdog.ts";
import { listKatas } from "./course.ts";
import { denoTest } from "./test_run.ts";
import { type Progress, TerminalProgress } from "./progress.ts";
import type { TestResult } from "./tap.ts";
import { known, run } from "./usage.ts";

const HELP = `deno task kata [name] [options of deno test]

Runs the tests of one kata, and shows the first failure.
Without a name: the katas in the order of the course, up to the first that is not done.

  deno task kata pipe
  deno task kata pipe --filter receive`;

/**
 * Runs the command.
 *
 * @param args A kata's name, then arguments for `deno test`; both may be missing.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when all tests pass, 1 when not yet.
 * @throws {UsageError} When there is no such kata.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  if (args[0] === "--help" || args[0] === "-h") {
    progress.line(HELP);
    return 0;
  }
  const named = args[0] !== undefined && !args[0].startsWith("-");
  const all = await listKatas(root);
  const katas = named ? [known(args[0]!, all)] : all;
  const watchdog = new Watchdog();
  try {
    for (const kata of katas) {
      if (!await practise(kata, named ? args.slice(1) : args)) return 1;
    }
    return 0;
  } finally {
    watchdog.close();
  }

  async function practise(kata: string, options: string[]): Promise<boolean> {
    let passed = 0;
    let failed = 0;
    progress.status(`${kata}: getting ready`);
    const { complete, success, stderr } = await denoTest({
      root,
      args: [...options, `katas/${kata}`],
      watchdog,
      env: { IPC_KATAS_OUTPUT_IN_MESSAGE: "1" }, // The reporter hides what the tests print.
      onResult(result) {
        if (result.failure === undefined) passed++;
        else if (failed++ === 0) progress.line(describe(result, root));
        progress.status(`${kata}: ${passed} pass, ${failed} fail, running …`);
      },
    });
    const total = passed + failed;
    const done = complete && success && passed === total && total > 0;
    if (!complete || (failed === 0 && !success)) progress.line(stderr + "\n");
    if (passed === 0 && failed > 0) progress.line(`Your task is in katas/${kata}/README.md\n`);
    progress.line(styleText(done ? "green" : "red", summary(kata, passed, total, complete)));
    return done;
  }
}

function summary(kata: string, passed: number, total: number, complete: boolean): string {
  if (total === 0) return `${kata}: no test ran`;
  const stopped = complete ? "" : "; then the test run broke off";
  return `${kata}: ${passed} of ${total} tests pass${stopped}`;
}

/** Shows one failure: the learner's files by their short names, and no line of Deno's own. */
function describe({ name, failure = "" }: TestResult, root: string): string {
  const lines = failure.replaceAll(toFileUrl(root).href.replace(/\/?$/, "/"), "")
    .split("\n")
    .filter((line) => !/^\s+at .*\bext:/.test(line))
    .map((line) => /^\s+at /.test(line) ? styleText("cyan", line.replace("Module.", "")) : line);
  return ["", styleText(["red", "bold"], `✗ ${name}`), "", ...lines, ""].join("\n");
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
