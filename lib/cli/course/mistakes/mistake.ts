/**
 * The head of a mistake's file: what is wrong, which test says so in which words, and which promise of
 * the contract is broken.
 *
 * ```ts
 * import { parseMistake } from "lib/cli/course/mistakes/mistake.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const source = `/** Mistake: it reads once. *\u002f
 * // Caught by: receive() joins a message that arrives in pieces
 * // Says: 3 of 4800 bytes
 * // Violates: every byte up to end-of-file
 * `;
 * assertEquals(parseMistake(source), {
 *   sentence: "it reads once.",
 *   caughtBy: "receive() joins a message that arrives in pieces",
 *   says: "3 of 4800 bytes",
 *   violates: "every byte up to end-of-file",
 * });
 * ```
 *
 * @module
 */

/** What a mistake says of itself. */
export interface Mistake {
  /** The mistake, in a sentence that a learner understands. */
  sentence: string;
  /** The name of a test that fails because of it, every time. */
  caughtBy: string;
  /** A literal part of that test's failure. */
  says: string;
  /** A literal part of the sentence of the contract that it breaks; empty when the head lacks it. */
  violates: string;
}

/** The head that a mistake's file must have. */
export const HEAD = [
  "/** Mistake: … */",
  "// Caught by: …",
  "// Says: …",
  "// Violates: …",
] as const;

/**
 * Reads the first four lines.
 *
 * @param source The file's text.
 * @returns What they say, or `undefined` when they are not as they must be.
 */
export function parseMistake(source: string): Mistake | undefined {
  const [first = "", second = "", third = "", fourth = ""] = source.split("\n");
  const sentence = /^\/\*\* Mistake: (.+) \*\/$/.exec(first)?.[1];
  const caughtBy = /^\/\/ Caught by: (.+)$/.exec(second)?.[1];
  const says = /^\/\/ Says: (.+)$/.exec(third)?.[1];
  const violates = /^\/\/ Violates: (.+)$/.exec(fourth)?.[1] ?? "";
  return sentence && caughtBy && says ? { sentence, caughtBy, says, violates } : undefined;
}
