/**
 * The numbers that the rules know, and the table that shows them in `.github/CONTRIBUTING.md`. `deno task
 * check --update` writes the table.
 *
 * @module
 */

import type { Complaint } from "./complaint.ts";
import { readText } from "../../course/files.ts";
import { formatted } from "../../runs/formatted.ts";

/** A number of things: how many at least, and how many at most. */
interface Bounds {
  least: number;
  most: number;
}

/** The numbers. */
export const NUMBERS = {
  pageLines: { least: 60, most: 140 },
  facts: { least: 1, most: 4 },
  questions: { least: 3, most: 3 },
  hints: { least: 3, most: 3 },
  alternatives: { least: 2, most: Infinity },
  mistakes: { least: 8, most: Infinity },
  mistakeLines: { least: 1, most: 25 },
} as const satisfies Record<string, Bounds>;

const WORDS: Record<keyof typeof NUMBERS, string> = {
  pageLines: "lines of a page, without its hints",
  facts: 'facts in "The idea"',
  questions: 'questions in "Predict", each with an answer to unfold',
  hints: "hints for each function; for a class, at least as many",
  alternatives: "alternatives",
  mistakes: "mistakes; more, if the contract has more promises",
  mistakeLines: "lines of a mistake",
};

const FILE = ".github/CONTRIBUTING.md";

/**
 * Compares the table with the numbers.
 *
 * @param root The repository.
 * @param update Whether to write the table instead.
 */
export async function numbersComplaints(root: string, update: boolean): Promise<Complaint[]> {
  const before = await readText(`${root}/${FILE}`);
  if (before === "") return []; // Whoever deletes it is told about the links to it.
  const rows = Object.entries(NUMBERS).map(([name, bounds]) =>
    `| ${WORDS[name as keyof typeof NUMBERS]} | ${inWords(bounds)} |`
  );
  const table = ["| what | how many |", "| --- | --- |", ...rows, ""].join("\n");
  const now = await formatted(
    before.replace(/^\| what +\| how many [^]*?\n(?=\n|$)/m, table),
    "md",
    root,
  );
  if (now === before && before.includes("how many")) return [];
  if (update) await Deno.writeTextFile(`${root}/${FILE}`, now);
  return update ? [] : [{
    file: FILE,
    rule: "Its table of numbers is missing, or is not what the rules ask for.",
    repair:
      "Run `deno task check --files --update`, which writes it; it begins with | what | how many |.",
  }];
}

function inWords({ least, most }: Bounds): string {
  if (least === most) return String(least);
  if (most === Infinity) return `at least ${least}`;
  return `${least} to ${most}`;
}
