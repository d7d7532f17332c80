/**
 * Which kata comes next.
 *
 * @module
 */

import { listKatas } from "../course/course.ts";
import { standings } from "./standing.ts";

/**
 * Finds the next kata that is not done: after the given one in the order of the course, then from its
 * beginning.
 *
 * @param root The repository.
 * @param kata The kata to go on from; without it, the search begins with the first one.
 * @returns Its name; `undefined` when all others are done.
 */
export async function nextKata(root: string, kata?: string): Promise<string | undefined> {
  const katas = await listKatas(root);
  const here = kata === undefined ? -1 : katas.indexOf(kata);
  const order = [...katas.slice(here + 1), ...katas.slice(0, Math.max(0, here))];
  return (await standings(root, order)).find(({ state }) => state !== "done")?.kata;
}
