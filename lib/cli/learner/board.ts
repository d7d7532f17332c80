/**
 * `deno task kata` without a name: the board of the course.
 *
 * It answers from what is remembered, so it loads as little as possible.
 *
 * @module
 */

import { listKatas } from "../course/course.ts";
import type { Progress } from "../terminal/progress.ts";
import type { Remembered } from "./memory.ts";
import { inWords, type Standing, standings } from "./standing.ts";
import { lineWidth, paint } from "../terminal/terminal.ts";

const MARKS: Record<Standing["state"], string> = {
  "not started": " ",
  "not run": "?",
  changed: "?",
  broken: "✗",
  failing: "✗",
  done: "✓",
};

const COLOURS = { " ": "dim", "?": "yellow", "✗": "red", "✓": "green" } as const;

/**
 * Shows the board.
 *
 * @param args What `deno task kata` got; with `--run`, every kata that was started runs first.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when all katas are done, 1 when not yet.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const katas = await listKatas(root);
  if (!args.includes("--run")) return await show();
  const { runStarted } = await import("./started_katas.ts"); // It loads much.
  return await runStarted(root, katas, progress, show);

  async function show(runs?: Map<string, Remembered>): Promise<number> {
    const all = await standings(root, katas, runs);
    progress.line(boardScreen(all));
    return all.every(({ state }) => state === "done") ? 0 : 1;
  }
}

/**
 * Sets the board.
 *
 * @param all Where the learner stands with each kata, in the order of the course.
 * @param width How many characters a line may have.
 */
export function boardScreen(all: Standing[], width: number = lineWidth()): string {
  const names = Math.max(0, ...all.map(({ kata }) => kata.length));
  const rows = all.map((standing) => row(standing, names, width));
  return ["", ...rows, "", count(all), "", ...next(all)].join("\n");
}

function count(all: Standing[]): string {
  const done = all.filter(({ state }) => state === "done").length;
  const text = `${done} of ${all.length} ${all.length === 1 ? "kata" : "katas"} done.`;
  return done < all.length ? text : paint("green", `${text} That is the whole course!`);
}

/** One kata in one line, or in two where the terminal is narrow. */
function row(standing: Standing, names: number, width: number): string {
  const mark = MARKS[standing.state];
  const words = inWords(standing.state, standing.run);
  const colour = COLOURS[mark as keyof typeof COLOURS];
  const fits = 6 + names + words.length <= width;
  const name = fits ? standing.kata.padEnd(names + 2) : `${standing.kata}\n    `;
  return `  ${paint(colour, mark)} ${name}${paint(colour, words)}`;
}

/** What to do now, and the command to type; nothing when all is done. */
function next(all: Standing[]): string[] {
  const first = all.find(({ state }) => state !== "done");
  if (!first) return [];
  const { kata, state } = first;
  const lines = [`Next:   ${paint("bold", `deno task kata ${kata}`)}`, ""];
  if (state === "not started") lines.unshift(`Read:   katas/${kata}/README.md`);
  if (state === "failing") lines.splice(1, 0, `Stuck?  deno task hint ${kata}`);
  return lines;
}
