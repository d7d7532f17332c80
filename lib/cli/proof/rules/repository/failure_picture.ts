/**
 * Rule about the picture of a failure in the repository's README: it is what a learner sees.
 *
 * @module
 */

import { stripVTControlCharacters } from "node:util";
import { count, outlook } from "../../../learner/screens/outcome.ts";
import type { Complaint } from "../complaint.ts";
import type { Kata } from "../../../course/kata.ts";
import { failureScreen } from "../../../learner/screens/failure_screen.ts";
import { type KnownMistake, knownMistakes } from "../../../course/mistakes/known_mistakes.ts";
import type { Mistake } from "../../../course/mistakes/mistake.ts";
import type { TestRun } from "../../../runs/test_run.ts";

const FILE = "README.md";
const WIDTH = 80;

/**
 * Where the README shows a failure of this kata, it is that of one of its mistakes.
 *
 * @param kata The kata.
 * @param runs What came of the tests with its mistakes.
 */
export async function failurePicture(kata: Kata, runs: TestRun[]): Promise<Complaint[]> {
  const shown = await picture(kata);
  if (shown === undefined) return [];
  const page = await kata.text(kata.page);
  const known = await knownMistakes(kata);
  const screens = runs.map((run) => screen(kata, run, page, known))
    .filter((text) => text !== undefined);
  if (screens.some((text) => comparable(text) === comparable(shown))) return [];
  const end = (text: string) => text.trimEnd().slice(-200);
  const now = screens.find((text) => title(text) === title(shown) && end(text) === end(shown)) ??
    screens.find((text) => title(text) === title(shown)) ?? screens[0];
  return [{
    file: FILE,
    rule: `The picture of a failure of ${kata.name} is not what learners see.`,
    repair:
      `Let these lines follow "$ deno task kata ${kata.name}", for example:\n\n${now?.trim()}\n`,
  }];
}

/** What a learner sees of a run; `undefined` when no test failed. */
function screen(
  kata: Kata,
  { results, complete }: TestRun,
  page: string,
  known: KnownMistake[],
): string | undefined {
  const failed = results.filter(({ failure }) => failure !== undefined);
  if (failed.length === 0) return undefined;
  const passed = results.length - failed.length;
  const text = [
    failureScreen(failed[0]!, page, known, kata.root, WIDTH),
    `${count(kata, passed, results.length, complete)}\n`,
    outlook(kata, results, known, WIDTH),
  ].join("\n");
  return stripVTControlCharacters(text);
}

/** Whether the README shows how a kata's tests fail with this mistake. */
export async function isPictured(kata: Kata, { sentence }: Mistake): Promise<boolean> {
  const words = (text: string) => text.split(/\s+/).join(" ");
  return words(await picture(kata) ?? "").includes(words(sentence));
}

/** What the README shows after the command that runs this kata. */
async function picture(kata: Kata): Promise<string | undefined> {
  const block = new RegExp(`^\`\`\`\\w*\\n\\$ deno task kata ${kata.name}\\n([^]*?)^\`\`\`$`, "m");
  return block.exec(await kata.text(FILE))?.[1];
}

function title(text: string): string {
  return text.trim().split("\n")[0]!;
}

/** A screen without the numbers that differ from run to run. */
function comparable(text: string): string {
  // The columns of a table are as wide as its numbers.
  return text.trim().replace(/\b(fd|pid) \d+|(?<=\[)\d+(?=\])/g, "$1 N").replace(/ {2,}/g, "  ");
}
