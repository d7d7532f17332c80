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
 * assertEquals(meaning(page, "expected 0, got 1"), "One too many.");
 * ```
 *
 * @module
 */

import { details, sections, withoutBlocks } from "../course/markdown.ts";
import { quoted, tableRows } from "../proof/rules/page_sections.ts";

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
 * What the page says about a failure: the row of which the failure has the words, and has them first.
 *
 * @param page The page.
 * @param failure What the test said.
 * @returns Markdown, or `undefined` when no row fits.
 */
export function meaning(page: string, failure: string): string | undefined {
  const fitting = tableRows(page).flatMap(([seen = "", means = ""]) => {
    const words = quoted(seen);
    const at = words === undefined ? -1 : failure.indexOf(words);
    return at < 0 ? [] : [{ at, means: means.replaceAll("\\|", "|") }];
  });
  return fitting.sort((one, other) => one.at - other.at)[0]?.means;
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
