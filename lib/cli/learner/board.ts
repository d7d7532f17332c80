/**
 * `deno task kata` without a name: the board of the course.
 *
 * It answers from what is remembered, so it loads as little as possible.
 *
 * @module
 */

import { katasOf } from "../course/course.ts";
import type { Kata } from "../course/kata.ts";
import type { Progress } from "../terminal/progress.ts";
import type { Remembered } from "./memory.ts";
import { boardScreen } from "./screens/board_screen.ts";
import { standings } from "./standing.ts";

/**
 * Shows the board.
 *
 * @param args What `deno task kata` got; with `--run`, every kata that was started runs first.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when all katas are done, 1 when not yet.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const katas = await katasOf(root);
  if (!args.includes("--run")) return await show(katas, progress);
  const { runStartedKatas } = await import("./started_katas.ts"); // It loads much.
  return await runStartedKatas(katas, progress, (runs) => show(katas, progress, runs));
}

async function show(
  katas: Kata[],
  progress: Progress,
  runs?: Map<string, Remembered>,
): Promise<number> {
  const all = await standings(katas, runs);
  progress.line(boardScreen(all));
  return all.every(({ state }) => state === "done") ? 0 : 1;
}
