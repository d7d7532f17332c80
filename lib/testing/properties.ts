/**
 * Tries a property with inputs that nobody chose. They come from fast-check: https://fast-check.dev.
 *
 * The same inputs are tried in every run. Of those that fail, the smallest one is shown. Import this
 * only where it runs, because fast-check takes a moment to load.
 *
 * ```ts
 * import { fc, forAll } from "lib/testing/properties.ts";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const words = (n: number) => `for ${n}`;
 * const property = (n: number) => assertEquals(Math.min(n, 3), n);
 * await assertRejects(() => forAll(fc.nat(), words, property), Error, "for 4: Values are not equal");
 * ```
 *
 * @module
 */

import fc from "fast-check";
import { TodoError } from "../todo.ts";

export { fc };

/** How inputs are chosen. */
export interface PropertyOptions<T> {
  /** How many inputs are tried. @default {100} */
  runs?: number;
  /** Inputs that are tried before all others: limits, and what went wrong once. @default {[]} */
  examples?: T[];
  /** The beginning of the chain of inputs. @default {1} */
  seed?: number;
}

/**
 * Fails unless a property holds for each input.
 *
 * @param inputs What can be an input.
 * @param words Tells a learner which input it was, as the beginning of a sentence: `"for 4 bytes"`.
 * @param property Throws, or rejects, when it does not hold.
 * @param options How inputs are chosen.
 * @throws {Error} What the property threw for the smallest input that was found, with that input in front.
 */
export async function forAll<T>(
  inputs: fc.Arbitrary<T>,
  words: (input: T) => string,
  property: (input: T) => unknown,
  { runs = 100, examples = [], seed = 1 }: PropertyOptions<T> = {},
): Promise<void> {
  const tried = fc.asyncProperty(inputs, async (input) => void await property(input));
  const chosen = { numRuns: runs, seed, examples: examples.map((it): [T] => [it]) };
  const { failed, counterexample, errorInstance } = await fc.check(tried, chosen);
  if (!failed) return;
  if (errorInstance instanceof TodoError) throw errorInstance; // No input matters yet.
  const message = errorInstance instanceof Error ? errorInstance.message : `${errorInstance}`;
  throw new Error(`${words(counterexample![0])}: ${message}`, { cause: errorInstance });
}
