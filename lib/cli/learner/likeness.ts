/**
 * Which known mistakes fail the same tests, and in the same words.
 *
 * ```ts
 * import { likeness } from "lib/cli/learner/likeness.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const test = "receive() joins a message that arrives in pieces";
 * const readsOnce = {
 *   sentence: "it takes the first piece for the whole message.",
 *   caughtBy: test,
 *   says: "it ends after",
 *   marks: new Map([[test, "●" as const]]),
 * };
 * const results = [{ name: test, failure: "Expected 4800 bytes, got 3: it ends after 3 bytes" }];
 * assertEquals(likeness(results, [readsOnce])?.mistakes, [readsOnce]);
 * ```
 *
 * @module
 */

import type { KnownMistake } from "../course/known_mistakes.ts";
import { symbolOf } from "../course/symbol.ts";
import type { TestResult } from "../runs/tap.ts";
import { isTodo } from "../course/todo_message.ts";

/** What a run looks like. */
export interface Likeness {
  /** What the function is called whose tests fail. */
  symbol: string;
  /** The mistakes that fit, the one that fits best first. */
  mistakes: KnownMistake[];
  /** Whether the tests failed in the words of these mistakes, too. */
  sameWords: boolean;
}

/**
 * Finds the mistakes that explain the first failure.
 *
 * A mistake is in one function, and a learner may have several: only the tests of the functions in
 * which the mistake shows are compared. Tests that are still to do tell nothing, nor do those that
 * catch the mistake by luck.
 *
 * @param results What came of the tests.
 * @param known The mistakes of this kata.
 * @returns Those that fit, or `undefined` when none does.
 */
export function likeness(results: TestResult[], known: KnownMistake[]): Likeness | undefined {
  const seen = results.filter(({ failure }) => failure === undefined || !isTodo(failure));
  const first = seen.find(({ failure }) => failure !== undefined);
  if (!first) return undefined;
  const fitting = known
    .filter((mistake) => mistake.marks.get(first.name) === "●" && fits(mistake, seen))
    .map((mistake) => ({ mistake, agreed: agreed(mistake, seen).length }))
    .sort((one, other) => other.agreed - one.agreed)
    .map(({ mistake }) => mistake);
  const symbol = symbolOf(first.name);
  const talking = fitting.filter((mistake) => says(mistake, seen));
  if (talking.length > 0) return { symbol, mistakes: talking, sameWords: true };
  // When every test fails in other words, the reason can be anything.
  const telling = fitting.filter((mistake) => inScope(mistake, seen).some(passed));
  return telling.length > 0 ? { symbol, mistakes: telling, sameWords: false } : undefined;
}

/** Whether every certain mark in the mistake's functions agrees with what was seen. */
function fits(mistake: KnownMistake, seen: TestResult[]): boolean {
  const results = inScope(mistake, seen);
  return agreed(mistake, results).length === results.length;
}

/** The results of the functions in which the mistake shows, without those that are luck. */
function inScope({ marks }: KnownMistake, seen: TestResult[]): TestResult[] {
  const caught = [...marks].filter(([, mark]) => mark === "●").map(([test]) => symbolOf(test));
  const symbols = new Set(caught);
  return seen.filter(({ name }) => {
    const mark = marks.get(name);
    return mark !== undefined && mark !== "~" && symbols.has(symbolOf(name));
  });
}

/** The results that the mistake would have, too. */
function agreed({ marks }: KnownMistake, results: TestResult[]): TestResult[] {
  return results.filter((result) => marks.get(result.name) === (passed(result) ? "" : "●"));
}

function says({ caughtBy, says }: KnownMistake, seen: TestResult[]): boolean {
  return seen.some(({ name, failure }) => name === caughtBy && failure?.includes(says));
}

function passed({ failure }: TestResult): boolean {
  return failure === undefined;
}
