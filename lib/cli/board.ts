/**
 * `deno task kata` without a name: the board of the course.
 *
 * It answers from what is remembered, so it loads as little as possible.
 *
 * @module
 */

import { listKatas } from "./course.ts";
import type { Progress } from "./progress.ts";
import type { Remembered } from "./state.ts";
import { inWords, type Standing, standings } from "./standing.ts";
import { lineWidth, paint } from "./terminal.ts";

const HELP = `deno task kata [--run]

Shows the katas in the order of the course, how far you are, and what comes next.

  --run    runs the tests of every kata that you have started

The exit code is 0 when all katas are done, 1 when not yet.`;

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
 * Runs the command.
 *
 * @param args Options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when all katas are done, 1 when not yet.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { run, help } = await options(args);
  if (help) {
    progress.line(HELP);
    return 0;
  }
  const katas = await listKatas(root);
  const runs = run ? await runAll(root, katas, progress) : undefined;
  const all = await standings(root, katas, runs);
  progress.line(board(all));
  return all.every(({ state }) => state === "done") ? 0 : 1;
}

async function options(args: string[]): Promise<{ run?: boolean; help?: boolean }> {
  if (args.length === 0) return {};
  const { parseArgs } = await import("node:util"); // It takes half as long as Deno takes to start.
  return parseArgs({
    args,
    options: { run: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  }).values;
}

async function runAll(
  ...args: [root: string, katas: string[], progress: Progress]
): Promise<Map<string, Remembered>> {
  const { runStarted } = await import("./run_started.ts"); // It loads much.
  return await runStarted(...args);
}

function board(all: Standing[]): string {
  const names = Math.max(0, ...all.map(({ kata }) => kata.length));
  const rows = all.map((standing) => row(standing, names, lineWidth()));
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
