/**
 * `deno task results`: what is known of each kata and each test.
 *
 * With `--json` it writes one {@linkcode Report} to standard output. The schema's version grows when a
 * field is taken away, or means something else; new fields do not change it.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl } from "@std/path";
import { listKatas } from "../course/course.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { resultTable } from "./screens/result_table.ts";
import { runStarted } from "./started_katas.ts";
import { countPassed, type Standing, standings } from "./standing.ts";
import { hintLevels, type Remembered, type RememberedTest } from "./memory.ts";
import { symbolOf } from "../course/symbol.ts";
import { known, run } from "../terminal/usage.ts";

const HELP = `deno task results [kata…] [options]

Shows what is known of each kata and each test: state, time, and how many hints were read.

  --run     runs the tests of every kata that was started, before that
  --json    writes JSON; the schema is in lib/cli/learner/results.ts: deno doc lib/cli/learner/results.ts

The exit code is 0 when these katas are done, 1 when not yet, 2 on wrong use.`;

/** What `deno task results --json` writes. */
export interface Report {
  /** The version of this schema. */
  schema: 1;
  /** Whether every kata of this report is done. */
  done: boolean;
  /** The katas in the order of the course. */
  katas: KataReport[];
}

/** What is known of one kata. */
export interface KataReport {
  /** Its name. */
  name: string;
  /** Where the learner stands; when it is `"changed"`, the rest tells of the code before the change. */
  state: Standing["state"];
  /** Whether every test ran in the last run; false when there was none. */
  complete: boolean;
  /** How many tests passed in the last run. */
  passed: number;
  /** How many tests ran in the last run; 0 when there was none. */
  total: number;
  /** How long these tests took, in milliseconds. */
  ms: number;
  /** How many hints were read, by function. */
  hints: Record<string, number>;
  /** The tests in the order in which they ran. */
  tests: TestReport[];
}

/** What is known of one test. */
export interface TestReport extends RememberedTest {
  /** How many hints were read for the function that it tests. */
  hints: number;
}

/**
 * Collects what is known.
 *
 * @param root The repository.
 * @param all Where the learner stands with each kata.
 */
export async function report(root: string, all: Standing[]): Promise<Report> {
  const katas = all.map(async ({ kata: name, state, run }): Promise<KataReport> => {
    const hints = await hintLevels(root, name);
    const tests = (run?.tests ?? []).map((test) => ({
      ...test,
      hints: hints[symbolOf(test.name)] ?? 0,
    }));
    return {
      name,
      state,
      complete: run?.complete ?? false,
      passed: run ? countPassed(run) : 0,
      total: tests.length,
      ms: tests.reduce((sum, { ms }) => sum + ms, 0),
      hints,
      tests,
    };
  });
  const done = all.every(({ state }) => state === "done");
  return { schema: 1, done, katas: await Promise.all(katas) };
}

/**
 * Runs the command.
 *
 * @param args Names of katas, and options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when all is done, 1 when not yet.
 * @throws {UsageError} When there is no such kata.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      run: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const order = await listKatas(root);
  const wanted = new Set(positionals.map((name) => known(name, order)));
  const katas = order.filter((kata) => wanted.size === 0 || wanted.has(kata));
  if (!values.run) return await show();
  // On standard output there is the report alone.
  const aside: Progress = {
    status: (text) => progress.status(text),
    line(text) {
      progress.status("");
      console.error(text);
    },
  };
  return await runStarted(root, katas, aside, show);

  async function show(runs?: Map<string, Remembered>): Promise<number> {
    const content = await report(root, await standings(root, katas, runs));
    progress.line(values.json ? JSON.stringify(content, null, 2) : resultTable(content));
    return content.done ? 0 : 1;
  }
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
