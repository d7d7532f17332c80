/**
 * What the commands remember between their runs: results and hints, in the folder `.ipc-katas`.
 *
 * There is one file for each kata, and it is replaced as a whole. A file that is missing, damaged or
 * written by another version counts as nothing remembered.
 *
 * ```ts
 * import { keyOf } from "lib/cli/course/fingerprint.ts";
 * import { recall, remember } from "lib/cli/learner/memory.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const root = Deno.makeTempDirSync();
 * const key = await keyOf(root, "pipe"); // before the tests run
 * const tests = [{ name: "water is wet", state: "passed" as const, ms: 12 }];
 * await remember(root, "pipe", { key, complete: true, tests }, console.error);
 * assertEquals((await recall(root, "pipe"))?.tests, tests);
 *
 * Deno.mkdirSync(`${root}/katas/pipe`, { recursive: true });
 * Deno.writeTextFileSync(`${root}/katas/pipe/pipe.ts`, "// edited");
 * assertEquals(await recall(root, "pipe"), undefined);
 * Deno.removeSync(root, { recursive: true });
 * ```
 *
 * @module
 */

import { keyOf } from "../course/fingerprint.ts";
import { readState, writeState } from "./memory_file.ts";

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
  /** The tests in the order in which they ran; none when the code could not be loaded. */
  tests: RememberedTest[];
}

/**
 * Remembers a run. It never throws: the tests have run all the same.
 *
 * @param root The repository.
 * @param kata The kata.
 * @param run What came of it. Give only runs of all tests, not those of a few.
 * @param warn Called with a message when nothing can be written.
 */
export async function remember(
  root: string,
  kata: string,
  run: Remembered,
  warn: (text: string) => void,
): Promise<void> {
  await writeState(root, "results", kata, { ...run }, warn);
}

/**
 * Recalls the last run of a kata, if it still tells what would come of the tests now.
 *
 * @param root The repository.
 * @param kata The kata.
 * @returns The run; `undefined` when there was none, or something has changed since.
 */
export async function recall(root: string, kata: string): Promise<Remembered | undefined> {
  const run = await lastRun(root, kata);
  return run && run.key === await keyOf(root, kata) ? run : undefined;
}

/**
 * Recalls the last run of a kata, whatever has changed since.
 *
 * @param root The repository.
 * @param kata The kata.
 */
export async function lastRun(root: string, kata: string): Promise<Remembered | undefined> {
  const { key, complete, tests } = await readState(root, "results", kata);
  if (typeof key !== "string" || typeof complete !== "boolean") return undefined;
  return Array.isArray(tests) && tests.every(isTest) ? { key, complete, tests } : undefined;
}

/** Whether a run shows that the kata is done. */
export function isDone({ complete, tests }: Remembered): boolean {
  return complete && tests.length > 0 && tests.every(({ state }) => state === "passed");
}

/**
 * Remembers how far a learner has read the hints for a function. It never throws.
 *
 * @param root The repository.
 * @param kata The kata.
 * @param name The function.
 * @param level How many of its hints were shown.
 * @param warn Called with a message when nothing can be written.
 */
export async function rememberHint(
  root: string,
  kata: string,
  name: string,
  level: number,
  warn: (text: string) => void,
): Promise<void> {
  const levels = { ...await hintLevels(root, kata), [name]: level };
  await writeState(root, "hints", kata, { levels }, warn);
}

/**
 * Recalls how many hints of each function were shown.
 *
 * @param root The repository.
 * @param kata The kata.
 * @returns The number for each function that has one.
 */
export async function hintLevels(root: string, kata: string): Promise<Record<string, number>> {
  const { levels } = await readState(root, "hints", kata);
  if (typeof levels !== "object" || levels === null) return {};
  const known: [string, number][] = Object.entries(levels);
  return Object.fromEntries(known.filter(([, level]) => Number.isInteger(level) && level > 0));
}

function isTest(test: unknown): boolean {
  const { name, state, ms } = (test ?? {}) as RememberedTest;
  return typeof name === "string" && TEST_STATES.includes(state) && Number.isFinite(ms);
}
