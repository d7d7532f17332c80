/**
 * What the commands remember between their runs: results and hints, in the folder `.ipc-katas`.
 *
 * There is one file for each kata, and it is replaced as a whole. A file that is missing, damaged or
 * written by another version counts as nothing remembered.
 *
 * ```ts
 * import { keyOf } from "lib/cli/course/fingerprint.ts";
 * import { Kata } from "lib/cli/course/kata.ts";
 * import { recall, remember } from "lib/cli/learner/memory.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const kata = new Kata(Deno.makeTempDirSync(), "pipe");
 * const key = await keyOf(kata); // before the tests run
 * const tests = [{ name: "water is wet", state: "passed" as const, ms: 12 }];
 * await remember(kata, { key, complete: true, tests }, console.error);
 * assertEquals((await recall(kata))?.tests, tests);
 *
 * Deno.mkdirSync(`${kata.root}/katas/pipe`, { recursive: true });
 * Deno.writeTextFileSync(`${kata.root}/${kata.file}`, "// edited");
 * assertEquals(await recall(kata), undefined);
 * Deno.removeSync(kata.root, { recursive: true });
 * ```
 *
 * @module
 */

import { keyOf } from "../course/fingerprint.ts";
import type { Kata } from "../course/kata.ts";
import { readMemory, writeMemory } from "./memory_file.ts";

/** What can come of a test. */
export const TEST_STATES = ["passed", "failed", "to do"] as const;

/** What came of one test. */
export interface RememberedTest {
  name: string;
  /** `"to do"` when it ended at a `todo()`. */
  state: typeof TEST_STATES[number];
  /** How long it took, in milliseconds. */
  ms: number;
}

/** What came of a run of all tests of a kata. */
export interface Remembered {
  /** What `keyOf` gave before the run. */
  key: string;
  /** Whether every test ran, and `deno test` found nothing else to say. */
  complete: boolean;
  /** Whether there are type errors. @default {false} */
  wrongTypes?: boolean;
  /** The names of tests that have failed in runs before this one. @default {[]} */
  failedBefore?: string[];
  /** The tests in the order in which they ran; none when the code could not be loaded. */
  tests: RememberedTest[];
}

/**
 * Remembers a run. It never throws: the tests have run all the same.
 *
 * @param kata The kata.
 * @param run What came of it. Give only runs of all tests, not those of a few.
 * @param warn Called with a message when nothing can be written.
 */
export async function remember(
  kata: Kata,
  run: Remembered,
  warn: (text: string) => void,
): Promise<void> {
  await writeMemory(kata, "results", { ...run }, warn);
}

/**
 * Recalls the last run of a kata, if it still tells what would come of the tests now.
 *
 * @param kata The kata.
 * @returns The run; `undefined` when there was none, or something has changed since.
 */
export async function recall(kata: Kata): Promise<Remembered | undefined> {
  const run = await lastRun(kata);
  return run && run.key === await keyOf(kata) ? run : undefined;
}

/**
 * Recalls the last run of a kata, whatever has changed since.
 *
 * @param kata The kata.
 */
export async function lastRun(kata: Kata): Promise<Remembered | undefined> {
  const { key, complete, wrongTypes, failedBefore, tests } = await readMemory(kata, "results");
  if (typeof key !== "string" || typeof complete !== "boolean") return undefined;
  if (!Array.isArray(tests) || !tests.every(isTest)) return undefined;
  return {
    key,
    complete,
    ...wrongTypes === true ? { wrongTypes } : {},
    ...isNames(failedBefore) ? { failedBefore } : {},
    tests,
  };
}

/** Whether a run shows that the kata is done. */
export function isDone({ wrongTypes = false, ...run }: Remembered): boolean {
  return allPass(run) && !wrongTypes;
}

/** Whether every test ran, and passed. */
export function allPass({ complete, tests }: Pick<Remembered, "complete" | "tests">): boolean {
  return complete && tests.length > 0 && tests.every(({ state }) => state === "passed");
}

/**
 * Remembers how far a learner has read the hints for a function. It never throws.
 *
 * @param kata The kata.
 * @param name The function.
 * @param level How many of its hints were shown.
 * @param warn Called with a message when nothing can be written.
 */
export async function rememberHint(
  kata: Kata,
  name: string,
  level: number,
  warn: (text: string) => void,
): Promise<void> {
  const levels = { ...await hintLevels(kata), [name]: level };
  await writeMemory(kata, "hints", { levels }, warn);
}

/**
 * Recalls how many hints of each function were shown.
 *
 * @param kata The kata.
 * @returns The number for each function that has one.
 */
export async function hintLevels(kata: Kata): Promise<Record<string, number>> {
  const { levels } = await readMemory(kata, "hints");
  if (typeof levels !== "object" || levels === null) return {};
  const known: [string, number][] = Object.entries(levels);
  return Object.fromEntries(known.filter(([, level]) => Number.isInteger(level) && level > 0));
}

/** Gives the names of all tests that have failed in this run, or in one before; those to do do not count. */
export function everFailed({ failedBefore = [], tests }: Remembered): string[] {
  const failed = tests.filter(({ state }) => state === "failed").map(({ name }) => name);
  return [...new Set([...failedBefore, ...failed])];
}

function isNames(names: unknown): names is string[] {
  return Array.isArray(names) && names.every((name) => typeof name === "string");
}

function isTest(test: unknown): boolean {
  const { name, state, ms } = (test ?? {}) as RememberedTest;
  return typeof name === "string" && TEST_STATES.includes(state) && Number.isFinite(ms);
}
