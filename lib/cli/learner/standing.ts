/**
 * Where a learner stands with each kata.
 *
 * @module
 */

import { keyOf, sharedKey } from "../course/fingerprint.ts";
import type { Kata } from "../course/kata.ts";
import { allPass, isDone, lastRun, type Remembered } from "./memory.ts";

/** Where a learner stands with one kata. */
export interface Standing {
  kata: Kata;
  /**
   * - `"not started"`: the file is the pristine stub, whatever was run before.
   * - `"not run"`: it was edited, and never run.
   * - `"changed"`: the last run was of something else.
   * - `"broken"`: the tests could not be loaded, or broke off; or they pass, and the types are wrong.
   * - `"failing"`: not all tests pass.
   * - `"done"`: all tests pass.
   */
  state: "not started" | "not run" | "changed" | "broken" | "failing" | "done";
  /** The last run, if there was one of the learner's code. */
  run?: Remembered;
}

/**
 * Looks up where the learner stands, without running anything.
 *
 * @param katas Which katas.
 * @param runs Runs of this moment by the names of the katas; they may be remembered or not.
 * @returns A standing for each.
 */
export async function standings(
  katas: Kata[],
  runs: Map<string, Remembered> = new Map(),
): Promise<Standing[]> {
  let shared: Promise<string> | undefined;
  return await Promise.all(katas.map(async (kata): Promise<Standing> => {
    if (await isPristine(kata)) return { kata, state: "not started" };
    const run = runs.get(kata.name) ?? await lastRun(kata);
    if (!run) return { kata, state: "not run" };
    shared ??= sharedKey(kata.root);
    if (run.key !== await keyOf(kata, await shared)) return { kata, state: "changed", run };
    if (isDone(run)) return { kata, state: "done", run };
    return { kata, state: run.complete && !allPass(run) ? "failing" : "broken", run };
  }));
}

/** What came of the tests of a run. */
type Outcome = Pick<Remembered, "complete" | "tests">;

/** How many tests of a run passed. */
export function countPassed({ tests }: Pick<Outcome, "tests">): number {
  return tests.filter(({ state }) => state === "passed").length;
}

/** Says in a few words where the learner stands. */
export function inWords(state: Standing["state"], run?: Outcome): string {
  if (state === "done") return "done";
  if (state === "not run") return "not run yet";
  if (state === "not started" || !run) return "not started";
  const { tests, complete } = run;
  const passed = countPassed(run);
  const count = complete ? `${passed} of ${tests.length}` : `${passed}`;
  if (state === "changed") return `changed since ${count} passed`;
  if (state === "failing") return `${count} tests pass`;
  if (allPass(run)) return "the types are wrong";
  return tests.length === 0 ? "the tests could not start" : `${count} pass, then they broke off`;
}

/** Says the same in at most twenty characters. */
export function inShort(state: Standing["state"], run?: Outcome): string {
  if (state === "changed") return "changed since";
  if (state === "failing" && run) return `${countPassed(run)} of ${run.tests.length} pass`;
  if (state !== "broken" || !run || allPass(run)) return inWords(state, run);
  return run.tests.length === 0 ? "could not start" : `broke off after ${countPassed(run)}`;
}

/** Whether the learner's file is the stub that it began as. */
async function isPristine(kata: Kata): Promise<boolean> {
  const [written, stub] = await Promise.all([kata.text(kata.file), kata.text(kata.stub)]);
  return written === stub;
}
