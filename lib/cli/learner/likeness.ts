/**
 * Which known mistakes fail the same tests, in the same words.
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
 *   violates: "every byte",
 *   marks: new Map([[test, "●" as const]]),
 * };
 * const results = [{ name: test, failure: "Expected 4800 bytes, got 3: it ends after 3 bytes" }];
 * assertEquals(likeness(results, [readsOnce])?.mistakes, [readsOnce]);
 * ```
 *
 * @module
 */

import type { KnownMistake } from "../course/mistakes/known_mistakes.ts";
import { symbolOf } from "../course/symbol.ts";
import type { TestResult } from "../runs/tap.ts";
import { isTodo } from "../course/todo_message.ts";

/** What a run looks like. */
export interface Likeness {
  /** What the function is called whose tests fail. */
  symbol: string;
  /** The mistakes that fit, the one that fits best first. */
  mistakes: KnownMistake[];
}

/**
 * Finds the mistakes that explain the first failure.
 *
 * A mistake fits when it fails the same tests, and the test that is there for it says what it says for
 * this mistake. The same tests alone tell too little: many mistakes fail them, also unknown ones.
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
  const fitting = known.filter((mistake) =>
    mistake.marks.get(first.name) === "●" && hasMarks(mistake, seen) && hasWords(mistake, seen)
  );
  if (fitting.length === 0) return undefined;
  // What is said of all kinds of mistakes fits one of them less than what is said of it alone.
  const telling = fitting.filter(({ says }) =>
    fitting.every((other) => other.says === says || !other.says.includes(says))
  );
  const mistakes = telling
    .map((mistake) => ({ mistake, agreed: agreed(mistake, seen).length }))
    .sort((one, other) => other.agreed - one.agreed)
    .map(({ mistake }) => mistake);
  return { symbol: symbolOf(first.name), mistakes };
}

/** Whether every certain mark in the mistake's functions agrees with what was seen. */
function hasMarks(mistake: KnownMistake, seen: TestResult[]): boolean {
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
  return results.filter(({ name, failure }) =>
    marks.get(name) === (failure === undefined ? "" : "●")
  );
}

/** Whether the test that is there for the mistake says what it says for it. */
function hasWords({ caughtBy, says }: KnownMistake, seen: TestResult[]): boolean {
  return seen.some(({ name, failure }) => name === caughtBy && failure?.includes(says));
}
