/**
 * What a learner sees of a test that failed.
 *
 * @module
 */

import { toFileUrl } from "@std/path";
import type { KnownMistake } from "../../course/mistakes/known_mistakes.ts";
import { meaning } from "../page_advice.ts";
import { likeness } from "../likeness.ts";
import type { TestResult } from "../../runs/tap.ts";
import { lineWidth, paint } from "../../terminal/terminal.ts";
import { fill, typeset } from "../../terminal/typeset.ts";

/** How many mistakes are named that fit equally well. */
const LIMIT = 4;

/**
 * Shows one failure in full: the test, what it says, and what the kata's page says about that.
 *
 * @param result What came of the test.
 * @param page The kata's page.
 * @param known The kata's mistakes.
 * @param root The repository.
 * @param width How many characters a line of prose may have.
 */
export function failureScreen(
  result: TestResult,
  page: string,
  known: KnownMistake[],
  root: string,
  width: number = lineWidth(),
): string {
  const { failure = "" } = result;
  const lines = printedLast(withoutMachinery(shortNames(failure, root))).split("\n")
    .map((line) => /^\s+at /.test(line) ? paint("cyan", line) : line);
  const means = meaning(page, result, known);
  return [
    "",
    heading(result, width),
    "",
    ...lines,
    "",
    ...(means === undefined ? [] : [typeset(`It means: ${means}`, width), ""]),
  ].join("\n");
}

function heading({ name }: TestResult, width: number): string {
  return fill(name.split(" "), width, "✗ ", "  ").split("\n")
    .map((line) => paint("bold", paint("red", line))).join("\n");
}

/**
 * Repeats the most important lines of a failure: the test, and what it says first.
 *
 * @param result What came of the test.
 * @param width How many characters a line may have.
 */
export function failureHead(result: TestResult, width: number = lineWidth()): string {
  const [first = ""] = (result.failure ?? "").split("\n");
  return `${heading(result, width)}\n\n${fill(first.split(" "), width, "", "")}`;
}

/** Puts what the learner's code printed below the lines of the stack: there may be a lot of it. */
function printedLast(text: string): string {
  const [, said = text, printed = "", stack = ""] =
    /^([^]*?)\n\n(It printed:\n\n(?:.* │ .*\n)*.* │ .*)((?:\n\s+at .*)+)$/.exec(text) ?? [];
  return printed === "" ? text : `${said}${stack}\n\n${printed}`;
}

/**
 * Says which known mistakes look like what came of the tests.
 *
 * @param results What came of the tests.
 * @param known The kata's mistakes.
 * @param width How many characters a line may have.
 * @returns The sentences of the mistakes, or `undefined` when none fits.
 */
export function likenessScreen(
  results: TestResult[],
  known: KnownMistake[],
  width: number = lineWidth(),
): string | undefined {
  const found = likeness(results, known);
  if (!found) return undefined;
  const all = found.mistakes.map(({ sentence }) => sentence);
  const brackets = /^[A-Z]/.test(found.symbol) ? "" : "()"; // A class has none.
  const where = found.symbol ? `In ${found.symbol}${brackets}, ` : "";
  if (all.length === 1) {
    const { violates } = found.mistakes[0]!;
    const promise = violates === "" ? "" : `\n\nThe contract says: ${quotation(violates)}`;
    return typeset(`${where}this looks like: ${all[0]}${promise}`, width);
  }
  const shown = all.slice(0, LIMIT);
  if (all.length > LIMIT) shown.push(`… and ${all.length - LIMIT} more`);
  const list = shown.map((sentence) => `- ${sentence}`).join("\n");
  return typeset(`${where}this looks like one of these:\n${list}`, width);
}

/** A part of a contract in quotation marks, with dots where its sentence goes on. */
function quotation(part: string): string {
  const before = /^[a-z]/.test(part) ? "… " : "";
  const after = /[.!?]$/.test(part) ? "" : " …";
  return `"${before}${part}${after}"`;
}

/**
 * Names the files of the repository as seen from it.
 *
 * @param text What `deno test` says.
 * @param root The repository.
 */
export function shortNames(text: string, root: string): string {
  return text.replaceAll(toFileUrl(root).href.replace(/\/?$/, "/"), "");
}

/** Leaves out what is about Deno and the tests' machinery, and empty lines beside others. */
function withoutMachinery(text: string): string {
  const machinery = /^\s+at .*(?:\bext:|\blib\/testing\/)/;
  return text.split("\n")
    .filter((line) => !machinery.test(line))
    .map((line) => /^\s+at /.test(line) ? line.replace("Module.", "") : line)
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd();
}
