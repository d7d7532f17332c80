/**
 * A finding of `deno task doctor`, and how findings are shown.
 *
 * @module
 */

import { lineWidth, paint } from "../terminal/terminal.ts";
import { fill } from "../terminal/typeset.ts";

/** One thing that was looked at. */
export interface Finding {
  /** What was looked at. */
  name: string;
  /** `"lacking"` when the tests cannot do without it. */
  verdict: "fit" | "better mend it" | "lacking";
  /** What is there. */
  text: string;
  /** What to do about it; nothing when all is well. */
  repair?: string;
}

const MARKS = {
  fit: ["✓", "green"],
  "better mend it": ["!", "yellow"],
  lacking: ["✗", "red"],
} as const;

/**
 * Sets findings for a terminal.
 *
 * @param findings What was found.
 * @param width How many characters a line may have.
 */
export function findingTable(findings: Finding[], width: number = lineWidth()): string {
  const names = Math.max(...findings.map(({ name }) => name.length));
  const indent = " ".repeat(names + 6);
  return findings.flatMap(({ name, verdict, text, repair }) => {
    const [mark, colour] = MARKS[verdict];
    const first = `  ${paint(colour, mark)} ${name.padEnd(names)}  `;
    const lines = [fill(text.split(" "), width, first, indent)];
    if (repair) lines.push(fill(repair.split(" "), width, `${indent}→ `, `${indent}  `));
    return lines;
  }).join("\n");
}
