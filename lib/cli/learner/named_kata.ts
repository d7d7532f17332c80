/**
 * The kata that a learner has named on the command line.
 *
 * @module
 */

import { katasOf } from "../course/course.ts";
import type { Kata } from "../course/kata.ts";
import { known } from "../terminal/usage.ts";

/**
 * Finds a kata by its name.
 *
 * @param root The repository.
 * @param name What the learner wrote.
 * @throws {UsageError} With a suggestion, when there is none of that name.
 */
export async function namedKata(root: string, name: string): Promise<Kata> {
  const katas = await katasOf(root);
  const found = known(name, katas.map((kata) => kata.name));
  return katas.find((kata) => kata.name === found)!;
}
