/**
 * What a learner sees of the course: each kata, chapter by chapter, and what comes next.
 *
 * @module
 */

import { inShort, inWords, type Standing } from "../standing.ts";
import { lineWidth, paint } from "../../terminal/terminal.ts";
import { typeset } from "../../terminal/typeset.ts";
import { CAN_DO, GO_ON } from "./course_end.ts";

const MARKS: Record<Standing["state"], string> = {
  "not started": " ",
  "not run": "?",
  changed: "?",
  broken: "✗",
  failing: "✗",
  done: "✓",
};

const COLOURS = { " ": "dim", "?": "yellow", "✗": "red", "✓": "green" } as const;

/** How many lines of katas leave room for the rest on a screen of 24 lines. */
const MOST = 14;

/** A line, and how long it looks. */
interface Line {
  text: string;
  length: number;
}

const EMPTY: Line = { text: "", length: 0 };

/**
 * Sets the board. Where the katas would not fit on a small screen below each other, the chapters stand
 * in two columns.
 *
 * @param all Where the learner stands with each kata, in the order of the course.
 * @param width How many characters a line may have.
 */
export function boardScreen(all: Standing[], width: number = lineWidth()): string {
  const chapters = [...Map.groupBy(all, ({ kata }) => kata.chapter).values()];
  const single = column(chapters, width);
  const lines = single.length <= MOST ? single : twoColumns(chapters, width) ?? single;
  return ["", ...lines.map(({ text }) => text), "", count(all), "", ...next(all, width)].join("\n");
}

/** The chapters in two columns of about the same height; `undefined` when they do not fit. */
function twoColumns(chapters: Standing[][], width: number): Line[] | undefined {
  const half = Math.floor(width / 2);
  const found = chapters.slice(1).map((_, i) => {
    const columns = [chapters.slice(0, i + 1), chapters.slice(i + 1)];
    const [left, right] = columns.map((some) => column(some, half - 1)) as [Line[], Line[]];
    return { left, right, height: Math.max(left.length, right.length) };
  }).sort((one, other) => one.height - other.height)[0];
  if (!found || [...found.left, ...found.right].some(({ length }) => length >= half)) {
    return undefined;
  }
  return Array.from({ length: found.height }, (_, i) => {
    const [left, right] = [found.left[i] ?? EMPTY, found.right[i] ?? EMPTY];
    if (right.length === 0) return left;
    const gap = " ".repeat(half - left.length);
    return { text: left.text + gap + right.text, length: half + right.length };
  });
}

/** Chapters below each other. */
function column(chapters: Standing[][], width: number): Line[] {
  const names = Math.max(0, ...chapters.flat().map(({ kata }) => kata.name.length));
  return chapters.flatMap((standings, i) => {
    const title = standings[0]!.kata.chapter;
    return [
      ...i > 0 ? [EMPTY] : [],
      ...title ? [{ text: `  ${paint("bold", title)}`, length: 2 + title.length }] : [],
      ...standings.flatMap((standing) => rows(standing, names, width)),
    ];
  });
}

/** One kata in one line, or in two where the terminal is narrow. */
function rows({ state, run, kata }: Standing, names: number, width: number): Line[] {
  const mark = MARKS[state];
  const colour = COLOURS[mark as keyof typeof COLOURS];
  const head = `  ${paint(colour, mark)} `;
  const words = [inWords(state, run), inShort(state, run)];
  const fitting = words.find((text) => 6 + names + text.length <= width);
  if (fitting !== undefined) {
    const text = `${head}${kata.name.padEnd(names + 2)}${paint(colour, fitting)}`;
    return [{ text, length: 6 + names + fitting.length }];
  }
  return [
    { text: head + kata.name, length: 4 + kata.name.length },
    { text: `    ${paint(colour, words[0]!)}`, length: 4 + words[0]!.length },
  ];
}

function count(all: Standing[]): string {
  const done = all.filter(({ state }) => state === "done").length;
  const text = `${done} of ${all.length} ${all.length === 1 ? "kata" : "katas"} done.`;
  return done < all.length ? text : paint("green", `${text} That is the whole course!`);
}

/** What to do now, and the command to type; when all is done, what that means. */
function next(all: Standing[], width: number): string[] {
  const first = all.find(({ state }) => state !== "done");
  if (!first) return [typeset(CAN_DO, width), "", "Where to go on:", "", typeset(GO_ON, width), ""];
  const { kata, state } = first;
  const lines = [`Next:   ${paint("bold", `deno task kata ${kata.name}`)}`, ""];
  if (state === "not started") lines.unshift(`Read:   ${kata.page}`);
  if (state === "failing") lines.splice(1, 0, `Stuck?  deno task hint ${kata.name}`);
  return lines;
}
