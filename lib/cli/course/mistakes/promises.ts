/**
 * The promises of a contract: the sentences of the comments in a stub.
 *
 * ```ts
 * import { sentences } from "lib/cli/course/mistakes/promises.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sentences("It waits. It returns 2.5 bytes,\nin any case.\n\nIt ends"), [
 *   "It waits.",
 *   "It returns 2.5 bytes, in any case.",
 *   "It ends",
 * ]);
 * ```
 *
 * @module
 */

import type { Export } from "../exports.ts";

/** A sentence of a contract. */
export interface Promised {
  /** The export that promises it. */
  name: string;
  sentence: string;
}

/** Splits a comment into its sentences, each in one line. */
export function sentences(text: string): string[] {
  const paragraphs = text.split(/\n\s*\n|\n(?=\s*[-*] )/);
  return paragraphs.map((it) => it.replace(/\s+/g, " ").trim()).filter((it) => it !== "")
    .flatMap((paragraph) => paragraph.split(/(?<=[.!?]["”)]?) (?=[^a-z])/));
}

/** Lists the promises of a contract, in its order. */
export function promises(contract: Export[]): Promised[] {
  return contract.flatMap(({ name, docs }) =>
    docs.flatMap(sentences).map((sentence) => ({ name, sentence }))
  );
}
