/**
 * How large the terminal is, and its colours. It loads nothing: `node:util` alone takes half as long to
 * load as Deno takes to start, and the board has to answer at once.
 *
 * ```ts
 * import { lineWidth, paint } from "lib/cli/terminal/terminal.ts";
 * import { assert } from "@std/assert";
 *
 * assert(paint("green", "done").includes("done"));
 * assert(lineWidth() >= 20 && lineWidth() <= 100);
 * ```
 *
 * @module
 */

/** The longest line that reads well. */
const WIDEST = 100;
/** With less, a word would stand on each line. */
const NARROWEST = 20;

/** The numbers that switch a style on and off: `man 4 console_codes`. */
const STYLES = {
  cyan: [36, 39],
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
};

/** How many characters a line may have: as wide as the terminal, or as the variable COLUMNS tells. */
export function lineWidth(): number {
  const columns = Deno.stdout.isTerminal()
    ? Deno.consoleSize().columns
    : Number(Deno.env.get("COLUMNS"));
  return Math.min(WIDEST, Math.max(NARROWEST, columns || 80));
}

/** How many lines the terminal shows at a time; `Infinity` where there is none. */
export function terminalRows(): number {
  return Deno.stdout.isTerminal() ? Deno.consoleSize().rows || Infinity : Infinity;
}

/**
 * Puts a style around a text, if standard output shows styles.
 *
 * @param style The style.
 * @param text The text.
 */
export function paint(style: keyof typeof STYLES, text: string): string {
  if (Deno.noColor || !Deno.stdout.isTerminal()) return text;
  const [on, off] = STYLES[style];
  return `\x1b[${on}m${text}\x1b[${off}m`;
}
