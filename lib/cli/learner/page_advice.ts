/**
 * What the commands show a learner of a kata's page.
 *
 * ```ts
 * import { facts, meaning, promise } from "lib/cli/learner/page_advice.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const page = "# sum\n\nAdd numbers.\n\n## The idea\n\n- **Numbers add up.** Always.\n\n" +
 *   "## When a test fails\n\n| You see | It means |\n| --- | --- |\n| `got 1` | One too many. |\n";
 * assertEquals(promise(page), "Add numbers.");
 * assertEquals(facts(page), ["**Numbers add up.** Always."]);
 * const result = { name: "sum() adds", failure: "expected 0, got 1" };
 * assertEquals(meaning(page, result, []), "One too many.");
 * ```
 *
 * @module
 */

import { details, sections, withoutBlocks } from "../course/markdown.ts";
import type { KnownMistake } from "../course/mistakes/known_mistakes.ts";
import { quoted, tableRows } from "../course/page_table.ts";
import { symbolOf } from "../course/symbol.ts";
import type { TestResult } from "../runs/tap.ts";

/** The sentence below the kata's name: what a learner can do afterwards. */
export function promise(page: string): string {
  return sections(page).get("")!.trim().split(/\n{2,}/)[1] ?? "";
}

/** The facts that explain the tests, as Markdown. */
export function facts(page: string): string[] {
  const idea = withoutBlocks(sections(page).get("The idea") ?? "");
  return [...idea.matchAll(/^[-*] ([^]*?)(?=\n[-*] |\n\n|$(?![^]))/gm)].map(([, fact]) =>
    fact!.trim()
  );
}

/**
 * What the page says about a failure: of the rows whose words it has, the one with the most words.
 *
 * A row belongs to the functions whose mistakes say its words, or to all when none does.
 *
 * @param page The page.
 * @param result What came of the test.
 * @param known The kata's mistakes.
 * @returns Markdown, or `undefined` when no row fits.
 */
export function meaning(
  page: string,
  { name, failure = "" }: TestResult,
  known: KnownMistake[],
): string | undefined {
  const sentences = ownSentences(failure);
  const symbol = symbolOf(name);
  const fitting = tableRows(page).flatMap(([seen = "", means = ""]) => {
    const words = quoted(seen);
    if (words === undefined || !sentences.includes(words)) return [];
    const speakers = known.filter(({ says }) => says.includes(words) || words.includes(says));
    const symbols = speakers.map(({ caughtBy }) => symbolOf(caughtBy));
    const fits = symbols.length === 0 || symbols.includes(symbol);
    return fits ? [{ words, means: means.replaceAll("\\|", "|") }] : [];
  });
  return fitting.sort((one, other) => other.words.length - one.words.length)[0]?.means;
}

/** A failure without the table of ends, what others do meanwhile, what was printed, and the line of the test's source. */
function ownSentences(failure: string): string {
  const [said = ""] = failure.split(/\n\n(?=process {2,}|Meanwhile, |It printed:)/);
  return said.replace(/\n[^\n]*\n *\^\n[^]*$/, "");
}

/** One hint of the page. */
export interface Hint {
  /** What it is about, without the function's name. */
  title: string;
  /** Markdown. */
  body: string;
}

/** The hints for each function, in the order of the page. */
export function hintsOf(page: string): Map<string, Hint[]> {
  const hints = new Map<string, Hint[]>();
  for (const { summary, body } of details(sections(page).get("Hints") ?? "")) {
    const [, name, title] = /^([\w.]+)\(\): (.*)$/s.exec(summary) ?? [];
    if (name === undefined) continue;
    hints.set(name, [...hints.get(name) ?? [], { title: title!, body: body.trim() }]);
  }
  return hints;
}
