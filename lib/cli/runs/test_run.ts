/**
 * Runs `deno test` in another process, and gives its results while it runs.
 *
 * @module
 */

import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
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
export interface TestRunOptions {
  /** The repository. */
  root: string;
  /** The arguments after `deno test -A`. */
  args: string[];
  /** Ends the run when this process ends first, by Ctrl-C for example. */
  watchdog: Watchdog;
  /** More environment variables. @default {{}} */
  env?: Record<string, string>;
  /** How long it may take, in milliseconds. @default {no limit} */
  limit?: number;
  /** Ends the run at once. */
  signal?: AbortSignal;
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
    }, () => since = performance.now()),
    child.stderr.text(),
    ended,
  ]);
  return { results, complete, success, late: isLate(), stderr: stderr.trim() };
}

/** One process of `deno test`. */
interface Started {
  child: Deno.ChildProcess;
  ended: Promise<Deno.CommandStatus>;
  /** Whether it was killed because it took too long. */
  isLate(): boolean;
}

function start(
  { root, args, watchdog, env = {}, limit, signal }: TestRunOptions,
  reporter: string[] = [],
): Started {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--quiet", ...reporter, ...args],
    cwd: root,
    // The mark is there from the beginning, also when this process is killed before it tells the watchdog.
    env: { NO_COLOR: "1", RUST_BACKTRACE: "0", ...watchdog.marker, ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    detached: true, // a process group of its own, for the watchdog
  }).spawn();
  watchdog.add(child.pid);
  const kill = () => {
    try {
      child.kill("SIGKILL");
    } catch { /* It has ended. */ }
  };
  let late = false;
  const timer = limit === undefined ? undefined : setTimeout(() => {
    late = true;
    kill();
  }, limit);
  if (signal?.aborted) kill();
  signal?.addEventListener("abort", kill);
  const ended = child.status.then((status) => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", kill);
    watchdog.remove(child.pid);
    return status;
  });
  return { child, ended, isLate: () => late };
}
