/**
 * The list of what no test can catch: changes of a solution that are as correct, and promises of the
 * contract that no mistake can break.
 *
 * It is the file `solutions/<kata>/survivors.md`. An entry for a change is a heading with the name of the function,
 * the change as a diff, and the reason:
 *
 * ```ts
 * import { parseSurvivors, showChange } from "lib/cli/course/mistakes/survivors.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const change = { inside: "receive()", diff: "- new Uint8Array(64);\n+ new Uint8Array(65);" };
 * const list = `${showChange(change)}\n\nA buffer of any size will do.\n`;
 * assertEquals(list.split("\n")[0], "## receive()");
 * assertEquals(parseSurvivors(list), [{ ...change, reason: "A buffer of any size will do." }]);
 * ```
 *
 * @module
 */

/** A change, known by what it does, not by where it is. */
export interface Change {
  /** The function in which it is: `send()`. */
  inside: string;
  /** The lines before and after, as `diff` shows them. */
  diff: string;
}

/** An entry of the list. */
export interface Survivor extends Change {
  /** Why the change is correct; empty when nobody has said it. */
  reason: string;
}

/** Reads the list. */
export function parseSurvivors(text: string): Survivor[] {
  return text.split(/^## /m).slice(1).flatMap((section) => {
    const [inside = ""] = section.split("\n", 1);
    return section.split(/^```diff\n/m).slice(1).map((entry) => {
      const [diff = "", ...rest] = entry.split(/\n```$/m);
      return { inside: inside.trim(), diff, reason: rest.join("").trim() };
    });
  });
}

/** A promise that no mistake can break. */
export interface Untested {
  /** The sentence of the contract. */
  sentence: string;
  /** Why no test can hold it; empty when nobody has said it. */
  reason: string;
}

/** Reads the promises of the list: each is a quotation, and the reason follows. */
export function parseUntested(text: string): Untested[] {
  const found: Untested[] = [];
  let entry: Untested | undefined;
  let quoting = false;
  for (const line of text.split("\n")) {
    const [, quoted] = /^>\s?(.*)$/.exec(line) ?? [];
    if (quoted !== undefined && !quoting) found.push(entry = { sentence: "", reason: "" });
    if (/^(#|```)/.test(line)) entry = undefined;
    if (entry && quoted !== undefined) entry.sentence = `${entry.sentence} ${quoted}`.trim();
    else if (entry) entry.reason = `${entry.reason} ${line}`.trim();
    quoting = quoted !== undefined;
  }
  return found;
}

/** Shows a change as the list does. */
export function showChange({ inside, diff }: Change): string {
  return `## ${inside}\n\n\`\`\`diff\n${diff}\n\`\`\``;
}

/** Whether two changes are the same. */
export function isSame(one: Change, other: Change): boolean {
  return one.inside === other.inside && one.diff === other.diff;
}
