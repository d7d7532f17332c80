/**
 * Runs the tests of `lib/`, and its examples.
 *
 * @module
 */

import { join } from "@std/path";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { BUSY, machineLoad } from "../runs/machine_load.ts";
import type { TestResult } from "../runs/tap.ts";
import { denoTest, type TestRunOptions } from "../runs/test_run.ts";
import type { Progress } from "../terminal/progress.ts";
import type { Counts } from "./rules/complaint.ts";

/** How long the tests may take on a quiet machine, in milliseconds. */
const LIMIT = 600_000;

/** A test that failed, and how busy the machine was then. */
interface Failure extends TestResult {
  load: number;
}

/**
 * Runs them all. A test that fails runs once more, alone. If it passes then, and the machine was busy the
 * first time, it counts as passed; both results are shown.
 *
 * @param root The repository.
 * @param progress Where failures go, and what is going on.
 * @returns How many passed.
 */
export async function testLibrary(root: string, progress: Progress): Promise<Counts> {
  const watchdog = new Watchdog();
  const failures: Failure[] = [];
  let passed = 0;
  const limit = LIMIT * Math.max(1, machineLoad());
  const options = { root, watchdog, limit };
  try {
    const run = await denoTest({
      ...options,
      args: ["--doc", "--parallel", "lib"],
      onResult(result) {
        if (result.failure === undefined) passed++;
        else failures.push({ ...result, load: machineLoad() });
        progress.status(`lib: ${passed + failures.length} tests have run`);
      },
    });
    let failed = 0;
    for (const failure of failures) {
      progress.line(`\n✗ ${failure.name}\n\n${failure.failure}\n`);
      progress.status(`once more, alone: ${failure.name}`);
      if (judge(failure, await passesAlone(failure, options), progress)) passed++;
      else failed++;
    }
    if (run.late) {
      const seconds = Math.round(limit / 1000);
      progress.line(
        `A limit of this command stopped the tests of lib after ${seconds} s. ` +
          `${threads(machineLoad())} for each core.`,
      );
    }
    if (!run.complete || (!run.success && failures.length === 0)) {
      failed++; // The run itself.
      progress.line(run.stderr);
    }
    return { passed, failed };
  } finally {
    watchdog.close();
  }
}

/** Runs a test once more, with nothing beside it. */
async function passesAlone(
  { name, file }: Failure,
  options: Pick<TestRunOptions, "root" | "watchdog" | "limit">,
): Promise<boolean> {
  if (file === undefined) return false;
  const exactly = `/^${name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$/`;
  const args = ["--doc", `--filter=${exactly}`, join(options.root, file)];
  const { results } = await denoTest({ ...options, args });
  const again = results.find((result) => result.name === name);
  return again !== undefined && again.failure === undefined;
}

/** Says both results of a test, and what counts. */
function judge({ load }: Failure, passes: boolean, progress: Progress): boolean {
  const words = passes ? "it passes" : "it fails, too";
  const counts = passes && load >= BUSY;
  const verdict = counts ? "It counts as passed: the machine was busy." : "It counts as failed.";
  progress.line(
    `  Once more, alone: ${words}. ${threads(load)} for each core, the first time. ${verdict}`,
  );
  return counts;
}

function threads(load: number): string {
  return `Load: ${load.toFixed(1)} threads that wanted to run`;
}
