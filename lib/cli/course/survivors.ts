/**
 * The list of changes that no test can catch, because what they make is as correct.
 *
 * It is the file `solutions/<kata>/survivors.md`. Each entry is a heading with the name of the function,
 * the change as {@linkcode Mutant.diff} shows it, and the reason:
 *
 * ```ts
 * import { parseSurvivors, showChange } from "lib/cli/course/survivors.ts";
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

import type { Mutant } from "../mutate/mutants.ts";

/** A change, known by what it does, not by where it is. */
export type Change = Pick<Mutant, "inside" | "diff">;

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

/** Shows a change as the list does. */
export function showChange({ inside, diff }: Change): string {
  return `## ${inside}\n\n\`\`\`diff\n${diff}\n\`\`\``;
}

/** Whether two changes are the same. */
export function isSame(one: Change, other: Change): boolean {
  return one.inside === other.inside && one.diff === other.diff;
}
