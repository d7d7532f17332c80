/**
 * Which kata comes next.
 *
 * @module
 */

import { katasOf } from "../course/course.ts";
import type { Kata } from "../course/kata.ts";
import { standings } from "./standing.ts";

/**
 * Finds the next kata that is not done: after the given one in the order of the course, then from its
 * beginning.
 *
 * @param root The repository.
 * @param kata The kata to go on from; without it, the search begins with the first one.
 * @returns The kata; `undefined` when all others are done.
 */
export async function nextKata(root: string, kata?: Kata): Promise<Kata | undefined> {
  const katas = await katasOf(root);
  const here = katas.findIndex(({ name }) => name === kata?.name);
  const order = [...katas.slice(here + 1), ...katas.slice(0, Math.max(0, here))];
  return (await standings(order)).find(({ state }) => state !== "done")?.kata;
}
