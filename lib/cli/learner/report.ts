/**
 * A report of what is known of each kata and each test: the JSON of `deno task results --json`.
 *
 * The schema's version grows when a field is taken away, or means something else; new fields do not
 * change it.
 *
 * @module
 */

import { hintLevels, type RememberedTest } from "./memory.ts";
import { countPassed, type Standing } from "./standing.ts";
import { symbolOf } from "../course/symbol.ts";

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
  /** The chapter of the course that it belongs to; empty when it is in none. */
  chapter: string;
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
 * @param all Where the learner stands with each kata.
 */
export async function report(all: Standing[]): Promise<Report> {
  const katas = all.map(async ({ kata, state, run }): Promise<KataReport> => {
    const hints = await hintLevels(kata);
    const tests = (run?.tests ?? []).map((test) => ({
      ...test,
      hints: hints[symbolOf(test.name)] ?? 0,
    }));
    return {
      name: kata.name,
      chapter: kata.chapter,
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
