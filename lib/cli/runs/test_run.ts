/**
 * Runs `deno test` in another process, and gives its results while it runs.
 *
 * @module
 */

import { type DenoProcess, type DenoProcessOptions, startDeno } from "./deno_process.ts";
import { readTap, type TestResult } from "./tap.ts";

/** One run of `deno test`. */
export interface TestRun {
  /** What came of each test, in the order in which they ran. */
  results: TestResult[];
  /** Whether every test was run. */
  complete: boolean;
  /** Whether `deno test` itself was content. */
  success: boolean;
  /** Whether the run was ended because it took too long. */
  late: boolean;
  /** What it had to say besides the results: a type error, say. */
  stderr: string;
}

/** How tests are run. */
export interface TestRunOptions extends DenoProcessOptions {
  /** The arguments after `deno test -A`. */
  args: string[];
  /** Called when the tests of a file begin to run. */
  onBegin?: () => void;
  /** Called with each result at once, and with how long that test took, in milliseconds. */
  onResult?: (result: TestResult, ms: number) => void;
}

/** Runs tests, and never rejects because of them. */
export async function denoTest(options: TestRunOptions): Promise<TestRun> {
  const run = await runOnce(options);
  if (run.success || run.results.length > 0 || run.stderr !== "error: Test failed") return run;
  // An error while a test file is loaded: the TAP reporter does not show it.
  const { child, ended } = start(options);
  const [stdout] = await Promise.all([child.stdout.text(), child.stderr.text(), ended]);
  return { ...run, stderr: stdout.trim() };
}

async function runOnce(options: TestRunOptions): Promise<TestRun> {
  const { child, ended, isLate } = start(options, ["--reporter=tap"]);
  const results: TestResult[] = [];
  let since = performance.now();
  const [complete, stderr, { success }] = await Promise.all([
    readTap(child.stdout.pipeThrough(new TextDecoderStream()), (result) => {
      const now = performance.now();
      results.push(result);
      options.onResult?.(result, now - since);
      since = now;
    }, () => {
      since = performance.now();
      options.onBegin?.();
    }),
    child.stderr.text(),
    ended,
  ]);
  return { results, complete, success, late: isLate(), stderr: stderr.trim() };
}

function start(options: TestRunOptions, reporter: string[] = []): DenoProcess {
  return startDeno(["test", "-A", "--quiet", ...reporter, ...options.args], options);
}
