/**
 * Runs tests, and records their system calls.
 *
 * @module
 */

import { join } from "@std/path";
import { TRACING } from "lib/testing/diagnosis/tracing.ts";
import type { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { importMap } from "../course/import_map.ts";
import type { Kata } from "../course/kata.ts";
import { startDeno } from "../runs/deno_process.ts";
import { denoTest, type TestRun, type TestRunOptions } from "../runs/test_run.ts";
import { readRecord } from "./record/calls.ts";
import type { Story } from "./record/rows.ts";
import { stories } from "./record/stories.ts";
import { recorder } from "./strace.ts";

/** Has Deno ask nobody in the network for modules: what it sends and gets would be drawn as the test's. */
const FROM_CACHE = "--cached-only";

/** How much of a record is read, in bytes: what a loop without an end does fills a disk. */
const LIMIT = 64 * 1024 ** 2;

/** What to record. */
export interface Recording {
  /** Only tests with this text in their names. */
  filter: string;
  /** The file that stands in the stub's place, as seen from the repository; nothing for the learner's own. */
  file?: string;
  watchdog: Watchdog;
  /** Ends the run at once. */
  signal?: AbortSignal;
}

/** What was recorded. */
export interface Recorded {
  run: TestRun;
  stories: Story[];
  /** Whether the record is longer than what was read of it. */
  cut: boolean;
}

/** Runs tests of a kata under strace. */
export async function recorded(
  kata: Kata,
  { filter, file, watchdog, signal }: Recording,
): Promise<Recorded> {
  const record = join(watchdog.scratch, "record");
  const map = join(watchdog.scratch, "import_map.json");
  if (file !== undefined) {
    await Deno.writeTextFile(map, JSON.stringify(await importMap(kata, file)));
  }
  const options: TestRunOptions = {
    root: kata.root,
    args: [
      "--no-check",
      FROM_CACHE,
      ...file === undefined ? [] : [`--import-map=${map}`],
      `--filter=${filter}`,
      `katas/${kata.name}`,
    ],
    through: recorder(record),
    env: {
      [TRACING]: "1",
      IPC_KATAS_OUTPUT_IN_MESSAGE: "1",
      DENO_NO_UPDATE_CHECK: "1", // which would be drawn, too
      // When strace is killed, calls that it recorded fail in the programs that are left (seccomp), so that the
      // tests' own watchdog cannot remove their folder. With this one it goes.
      TMPDIR: watchdog.scratch,
    },
    watchdog,
    ...signal && { signal },
  };
  let run = await denoTest(options);
  if (run.stderr.includes(FROM_CACHE)) {
    const failure = await fillCache(kata, watchdog, signal);
    run = failure === undefined ? await denoTest(options) : { ...run, stderr: failure };
  }
  if (signal?.aborted) return { run, stories: [], cut: false };
  const { text, cut } = await beginning(record);
  return { run, stories: stories(readRecord(text)), cut };
}

/** Gets the packages that the tests need into Deno's cache; tells what Deno says when it cannot. */
async function fillCache(
  { root, tests }: Kata,
  watchdog: Watchdog,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const options = { root, watchdog, ...signal && { signal } };
  const { child, ended } = startDeno(["cache", "--quiet", tests], options);
  const [stderr, { success }] = await Promise.all([
    child.stderr.text(),
    ended,
    child.stdout.cancel(),
  ]);
  return success ? undefined : stderr.trim();
}

/** Whole lines, as many as are read of a record. */
async function beginning(path: string): Promise<{ text: string; cut: boolean }> {
  using file = await Deno.open(path);
  const { size } = await file.stat();
  const bytes = new Uint8Array(Math.min(size, LIMIT));
  for (let at = 0; at < bytes.length;) {
    const count = await file.read(bytes.subarray(at));
    if (count === null) break;
    at += count;
  }
  // strace writes ASCII. The last line is not whole when strace was killed.
  const end = bytes.lastIndexOf(10) + 1;
  return { text: new TextDecoder("latin1").decode(bytes.subarray(0, end)), cut: size > LIMIT };
}
