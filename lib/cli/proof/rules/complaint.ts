/**
 * What `deno task check` finds wrong.
 *
 * @module
 */

import { styleText } from "node:util";

/** Something that does not hold. */
export interface Complaint {
  /** The file or folder, as seen from the repository. */
  file: string;
  /** What does not hold there. */
  rule: string;
  /** What to do about it. */
  repair: string;
}

/** How many proofs came out well, and how many did not. */
export interface Counts {
  passed: number;
  failed: number;
}

/** Shows a complaint. */
export function describe({ file, rule, repair }: Complaint): string {
  return `${styleText("red", "✗")} ${styleText("bold", file)}\n${indent(rule)}\n${
    indent(`→ ${repair}`)
  }`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
