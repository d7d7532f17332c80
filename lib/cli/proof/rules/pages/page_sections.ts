/**
 * Rules about what stands below the headings of a kata's page.
 *
 * @module
 */

import type { Complaint } from "../complaint.ts";
import { countBlocks, details, prose, sections, withoutBlocks } from "../../../course/markdown.ts";
import type { Kata } from "../../../course/kata.ts";
import { NUMBERS } from "../numbers.ts";
import { quoted, tableCells } from "../../../course/page_table.ts";

/** How many facts explain a kata, at most. */
const FACTS = NUMBERS.facts.most;

/** How many questions a page asks. */
const QUESTIONS = NUMBERS.questions.least;

/** A line with nothing but the mark that stands for what is to be written. */
const UNWRITTEN = /^(?:(?:\d+\.|[-*]) )?(?:\*\*.*\*\* )?…\??$/;

/** Nothing is left to be written where `deno task new` has put a mark. */
export async function unwritten(kata: Kata): Promise<Complaint[]> {
  const lines = prose(await kata.text(kata.page)).split("\n");
  const left = lines.flatMap((line, i) => UNWRITTEN.test(line) ? [i + 1] : []);
  if (left.length === 0) return [];
  const where = left.length === 1 ? `line ${left[0]}` : `the lines ${left.join(", ")}`;
  return [{
    file: kata.page,
    rule: `"…" stands for what is to be written, in ${where}.`,
    repair:
      "Write there what the heading above asks for. .github/CONTRIBUTING.md describes the page.",
  }];
}

/** The idea is a drawing and a few facts. */
export async function idea(kata: Kata): Promise<Complaint[]> {
  const text = sections(await kata.text(kata.page)).get("The idea");
  if (text === undefined) return [];
  const facts = [...withoutBlocks(text).matchAll(/^[-*] /gm)].length;
  const complaints: Complaint[] = [];
  if (countBlocks(text) === 0) {
    complaints.push({
      file: kata.page,
      rule: `"The idea" has no drawing.`,
      repair: "Draw it with letters and lines, in a code block.",
    });
  }
  if (facts === 0 || facts > FACTS) {
    complaints.push({
      file: kata.page,
      rule: `"The idea" lists ${facts} facts.`,
      repair: `List one to ${FACTS}, as "- **A pipe is finite.** …": each test follows from one.`,
    });
  }
  return complaints;
}

/** The learner predicts three things, and can unfold each answer. */
export async function predictions(kata: Kata): Promise<Complaint[]> {
  const text = sections(await kata.text(kata.page)).get("Predict");
  if (text === undefined) return [];
  const questions = text.split(/^(?=\d+\. )/m).filter((part) => /^\d/.test(part));
  if (questions.length !== QUESTIONS) {
    return [{
      file: kata.page,
      rule: `"Predict" asks ${questions.length} questions.`,
      repair: `Number ${QUESTIONS} questions: 1. 2. 3.`,
    }];
  }
  return questions.flatMap((question, i) =>
    details(question).length === 1 ? [] : [{
      file: kata.page,
      rule: `The question ${i + 1} of "Predict" has no answer to unfold, or several.`,
      repair: "Put one below it: <details><summary>The answer</summary> … </details>",
    }]
  );
}

/** The learner reads on in the manual first. */
export async function readOn(kata: Kata): Promise<Complaint[]> {
  const text = sections(await kata.text(kata.page)).get("Read on");
  return text === undefined || /^\s*[-*] `man \d\w* \w/.test(text) ? [] : [{
    file: kata.page,
    rule: `"Read on" does not begin with man pages.`,
    repair: "Begin the list with them: - `man 7 pipe`",
  }];
}

/** The table quotes failure messages. */
export async function table(kata: Kata): Promise<Complaint[]> {
  const page = await kata.text(kata.page);
  if (!sections(page).has("When a test fails")) return [];
  const cells = tableCells(page);
  if (cells.length === 0) {
    return [{
      file: kata.page,
      rule: `"When a test fails" has no table.`,
      repair: "Add one with a row for each typical failure: | You see | It means |",
    }];
  }
  return cells.filter((cell) => quoted(cell) === undefined).map((cell) => ({
    file: kata.page,
    rule: `"When a test fails" has a left cell that is no quotation: ${cell || "(empty)"}`,
    repair: "Put a literal part of one failure message there, in backticks, and nothing else.",
  }));
}
