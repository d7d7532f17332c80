/**
 * What a learner sees when every test of a kata passes.
 *
 * @module
 */

import type { KnownMistake } from "../../course/mistakes/known_mistakes.ts";
import { facts, promise } from "../page_advice.ts";
import { nextKata } from "../next_kata.ts";
import type { Kata } from "../../course/kata.ts";
import { symbolOf } from "../../course/symbol.ts";
import { paint } from "../../terminal/terminal.ts";
import { typeset } from "../../terminal/typeset.ts";
import { CAN_DO, GO_ON } from "./course_end.ts";

/** How many wrong solutions, and how many tests, are told. */
const MOST = 6;

/**
 * Says what was learned, which mistakes the tests would have caught, and what comes next.
 *
 * @param kata The kata.
 * @param page Its page.
 * @param known Its mistakes.
 * @param failed The names of tests that have failed before.
 */
export async function doneScreen(
  kata: Kata,
  page: string,
  known: KnownMistake[],
  failed: string[] = [],
): Promise<string> {
  const way = failed.slice(0, MOST);
  if (failed.length > way.length) way.push(`… and ${failed.length - way.length} more`);
  const told = spread(known).map(({ sentence }) => sentence[0]!.toUpperCase() + sentence.slice(1));
  const rest = known.length - told.length;
  if (rest > 0) told.push(`… and ${rest} more, see solutions/${kata.name}/README.md`);
  const others = (await kata.alternatives).length > 0
    ? ` Other ways to do it are in solutions/${kata.name}/alternatives.`
    : "";
  const open = await nextKata(kata.root, kata);
  const parts = [
    ["What you can do now", promise(page)],
    ["What you know now", list(facts(page).map(lead))],
    ["What failed on the way, and passes now", list(way)],
    ["What these tests would have caught", list(told)],
    [
      "What comes next",
      `Compare your code with the reference: \`deno task solution ${kata.name}\`.${others}\n\n` +
      (open ? next(open) : LAST),
    ],
    ["What you can do after this course", open ? "" : CAN_DO],
    ["Where to go on", open ? "" : GO_ON],
  ];
  return parts.filter(([, text]) => text !== "")
    .map(([heading, text]) =>
      `\n${paint("bold", heading!)}\n\n${typeset(text!, undefined, "  ")}\n`
    )
    .join("");
}

function list(items: string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** A fact without what explains it. */
function lead(fact: string): string {
  return /^\*\*(.+?)\*\*/s.exec(fact)?.[1] ?? fact;
}

/** Chooses mistakes from all functions in turn. */
function spread(known: KnownMistake[]): KnownMistake[] {
  const groups = [...Map.groupBy(known, ({ caughtBy }) => symbolOf(caughtBy)).values()];
  const longest = Math.max(0, ...groups.map((group) => group.length));
  const turns = Array.from(
    { length: longest },
    (_, i) => groups.flatMap((group) => group[i] ?? []),
  );
  const chosen = new Set(turns.flat().slice(0, MOST));
  return known.filter((mistake) => chosen.has(mistake));
}

const LAST = "That was the last kata. You have done the whole course!";

function next({ name, page }: Kata): string {
  return `The next kata is ${name}: read ${page}, then run \`deno task kata ${name}\`.`;
}
