/**
 * Runs the tests of `lib/`, and its examples.
 *
 * @module
 */

import { join } from "@std/path";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { machineLoad } from "../runs/machine_load.ts";
import type { TestResult } from "../runs/tap.ts";
import { denoTest } from "../runs/test_run.ts";
import type { Progress } from "../terminal/progress.ts";
import type { Counts } from "./rules/complaint.ts";

/** How long the tests may take on a quiet machine, in milliseconds. */
const LIMIT = 600_000;

/** From this load on, a machine is busy: there, a test that fails may be right, and only too slow. */
const BUSY = 2;

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
  const failures: (TestResult & { load: number })[] = [];
  let passed = 0;
  const limit = LIMIT * Math.max(1, machineLoad());
  try {
    const run = await denoTest({
      root,
      args: ["--doc", "--parallel", "lib"],
      watchdog,
      limit,
      onResult(result) {
        if (result.failure === undefined) passed++;
        else failures.push({ ...result, load: machineLoad() });
        progress.status(`lib: ${passed + failures.length} tests have run`);
      },
    });
    let failed = 0;
    for (const failure of failures) {
      if (await passesAlone(failure)) passed++;
      else failed++;
    }
    const { complete, success, late, stderr } = run;
    if (late) {
      progress.line(
        `The tests of lib were stopped by a limit of this command, after ${
          Math.round(limit / 1000)
        } s. Load: ${shown(machineLoad())} threads for each core.`,
      );
    }
    if (!complete || (!success && failures.length === 0)) {
      failed++; // The run itself.
      progress.line(stderr);
    }
    return { passed, failed };
  } finally {
    watchdog.close();
  }

  async function passesAlone({ name, failure, file, load }: typeof failures[0]): Promise<boolean> {
    progress.line(`\n✗ ${name}\n\n${failure}\n`);
    if (file === undefined) return false;
    progress.status(`once more, alone: ${name}`);
    const exactly = `/^${name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$/`;
    const { results } = await denoTest({
      root,
      args: ["--doc", `--filter=${exactly}`, join(root, file)],
      watchdog,
      limit,
    });
    const again = results.find((result) => result.name === name);
    const good = again !== undefined && again.failure === undefined;
    const busy = load >= BUSY;
    progress.line(
      `  Once more, alone: ${good ? "it passes" : "it fails, too"}. The first time, ${
        shown(load)
      } threads wanted to run for each core${
        !good
          ? "."
          : busy
          ? ": the machine was too busy, and it counts as passed."
          : ": that is no excuse, and it counts as failed."
      }`,
    );
    return good && busy;
  }
}

function shown(load: number): string {
  return load.toFixed(1);
}
