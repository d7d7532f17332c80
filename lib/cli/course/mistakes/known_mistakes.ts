/**
 * The mistakes that are known of a kata, and which tests catch them.
 *
 * @module
 */

import type { Mark } from "./matrix.ts";
import { publishedMatrix } from "./matrix_file.ts";
import { type Mistake, parseMistake } from "./mistake.ts";
import type { Kata } from "../kata.ts";

/** A mistake, and what each test makes of it. */
export interface KnownMistake extends Mistake {
  /** By the names of the tests. */
  marks: Map<string, Mark>;
}

/**
 * Reads the mistakes that the page of the mistakes shows, and what each says of itself.
 *
 * @param kata The kata.
 */
export async function knownMistakes(kata: Kata): Promise<KnownMistake[]> {
  const matrix = await publishedMatrix(kata);
  const known = (matrix?.mistakes ?? []).map(async ({ name, marks }) => {
    const head = parseMistake(await kata.text(`solutions/${kata.name}/mistakes/${name}.ts`));
    const byTest = matrix!.tests.map((test, i) => [test, marks[i] ?? "~"] as const);
    return head && { ...head, marks: new Map(byTest) };
  });
  return (await Promise.all(known)).filter((mistake) => mistake !== undefined);
}
