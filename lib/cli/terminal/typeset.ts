/**
 * Sets the prose of a Markdown page for a terminal: lines of its width, and styles instead of marks.
 *
 * ```ts
 * import { typeset } from "lib/cli/terminal/typeset.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const page = "A long line\nwith a [link](x.md).\n\n- **An item** that\n  goes on.";
 * assertEquals(
 *   typeset(page, 16, "  "),
 *   "  A long line\n  with a link\n  (x.md).\n\n  - An item that\n    goes on.",
 * );
 * ```
 *
 * @module
 */

import { stripVTControlCharacters, styleText } from "node:util";
import { lineWidth } from "./terminal.ts";

/**
 * Sets paragraphs and lists.
 *
 * @param text Markdown without code blocks and headings.
 * @param width How many characters a line may have.
 * @param indent What each line begins with.
 */
export function typeset(text: string, width: number = lineWidth(), indent = ""): string {
  return text.trim().split(/\n{2,}/).map((block) =>
    block.split(/\n(?=\s*(?:[-*]|\d+\.) )/).map((item) => {
      const [, bullet = "", rest = ""] = /^\s*((?:[-*]|\d+\.) +)?([^]*)$/.exec(item)!;
      const others = indent + " ".repeat(bullet.length);
      const fitting = words(rest).flatMap((word) =>
        length(others + word) > width ? word.split(GLUE) : [word]
      );
      return fill(fitting, width, indent + bullet, others);
    }).join("\n")
  ).join("\n\n").replaceAll(GLUE, " ");
}

/**
 * Fills lines with words.
 *
 * @param words They may have styles.
 * @param width How many characters a line may have.
 * @param first What the first line begins with.
 * @param others What the other lines begin with.
 */
export function fill(words: string[], width: number, first: string, others: string): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of words) {
    if (!empty && length(line) + 1 + length(word) > width) {
      lines.push(line);
      line = others;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join("\n");
}

function length(text: string): number {
  return stripVTControlCharacters(text).length;
}

/** Stands for a space in a command, which stays in one line if it fits. */
const GLUE = "\0";

/** Splits text into words, each of them styled. */
function words(text: string): string[] {
  return inline(text).split(/\s+/).filter((word) => word !== "");
}

/** In "2 ** 31" nothing is strong. */
const SPANS =
  /`([^`]+)`|\{@linkcode (\S+?)\}|\*\*(?=\S)(.+?)(?<=\S)\*\*|\b_(.+?)_\b|\[([^\]]+)\]\(([^)\s]+)\)/gs;

/** Puts styles in the place of marks, word by word. */
function inline(text: string): string {
  return text.replace(SPANS, (_, words, symbol, strong, emphasis, link, address) => {
    const code = words ?? symbol;
    if (code !== undefined) return each("cyan", colours() ? code : `\`${code}\``, GLUE);
    if (strong !== undefined) return each("bold", inline(strong), " ");
    if (emphasis !== undefined) return each("italic", inline(emphasis), " ");
    return link === address ? link : `${link} (${address})`;
  });
}

function each(style: "cyan" | "bold" | "italic", text: string, space: string): string {
  return text.trim().split(/\s+/).map((word) => styleText(style, word)).join(space);
}

/** Whether styles are shown; without them, names keep their backticks. */
function colours(): boolean {
  return styleText("cyan", "x") !== "x";
}
