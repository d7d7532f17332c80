/**
 * What a learner sees of type errors.
 *
 * @module
 */

import type { Kata } from "../../course/kata.ts";
import { shortNames } from "./failure_screen.ts";
import { KEEP } from "./stopped_screen.ts";
import { paint } from "../../terminal/terminal.ts";
import { typeset } from "../../terminal/typeset.ts";

/**
 * Shows the first type error, and says how many more there are.
 *
 * @param errors What `deno check` said.
 * @param kata The kata.
 */
export function typeScreen(errors: string, { root, file }: Kata): string {
  const [error = "", ...others] = sorted(shortNames(errors, root), file);
  const more = others.length === 1
    ? "There is 1 more type error."
    : `There are ${others.length} more type errors.`;
  const advice = [
    ...error.includes(file) ? [] : [KEEP],
    ...others.length === 0 ? [] : [more],
  ].join(" ");
  return [
    "",
    paint("bold", paint("red", "✗ the types are wrong")),
    "",
    error.replace(/^ +at .*/gm, (line) => paint("cyan", line)),
    "",
    ...advice === "" ? [] : [typeset(advice), ""],
  ].join("\n");
}

/** The type errors, those in this file first. */
function sorted(text: string, mine: string): string[] {
  const all = text.split(/^(?=(?:error: )?TS\d+ \[ERROR\]: )/m)
    .filter((part) => /^(?:error: )?TS\d+/.test(part))
    .map((part) => part.replace(/\n\n[^]*$/, "").replace(/^error: /, "").replace(" [ERROR]", ""));
  return [
    ...all.filter((error) => error.includes(mine)),
    ...all.filter((error) => !error.includes(mine)),
  ];
}
