/**
 * What a learner sees at the end of a run: how many tests pass, and what to do about the others.
 *
 * @module
 */

import type { Kata } from "../../course/kata.ts";
import { likenessScreen } from "./failure_screen.ts";
import type { KnownMistake } from "../../course/mistakes/known_mistakes.ts";
import type { TestResult } from "../../runs/tap.ts";
import { briefly } from "../../course/test_names.ts";
import { isTodo } from "../../course/todo_message.ts";

/**
 * Says what failures look like, and what to do about them.
 *
 * @param kata The kata.
 * @param results What came of its tests.
 * @param known Its mistakes.
 * @param width How many characters a line may have.
 */
export function outlook(
  kata: Kata,
  results: TestResult[],
  known: KnownMistake[],
  width?: number,
): string {
  const like = likenessScreen(results, known, width);
  const advice = results.every(({ failure }) => failure !== undefined && isTodo(failure))
    ? `Your task is in ${kata.page}`
    : `Stuck? deno task hint ${kata.name}${look(kata, results)}`;
  return like === undefined ? advice : `${like}\n\n${advice}`;
}

/** The command that draws the first failure, unless there is nothing to be seen yet. */
function look({ name }: Kata, results: TestResult[]): string {
  const first = results.find(({ failure }) => failure !== undefined);
  if (!first || isTodo(first.failure!)) return "";
  const test = briefly(first.name, results.map(({ name }) => name));
  const quoted = /["$`\\!]/.test(test) ? `'${test.replaceAll("'", `'\\''`)}'` : `"${test}"`;
  return `\nSee what happened: deno task trace ${name} ${quoted}`;
}

/** Says how many tests pass, and what else is wrong. */
export function count(
  { name }: Kata,
  passed: number,
  total: number,
  complete: boolean,
  wrongTypes = false,
): string {
  if (total === 0) return `${name}: no test ran`;
  const stopped = complete ? "" : "; then the test run broke off";
  const types = wrongTypes ? `, ${passed < total ? "and" : "but"} the types are wrong` : "";
  return `${name}: ${passed} of ${total} tests pass${types}${stopped}`;
}
