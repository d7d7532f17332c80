/**
 * Damage done to a repository on purpose, to see whether `deno task check` notices.
 *
 * @module
 */

import { dirname, join } from "@std/path";

/** What becomes of files: another text, a change of the text, or nothing. */
export type Damage = Record<string, string | ((text: string) => string) | undefined>;

/** Damage, and what is to be said about it. */
export interface Fault {
  /** What is wrong, in a few words. */
  name: string;
  damage: Damage;
  /** The file that the complaint names. */
  file: string;
  /** A part of what it says. */
  rule: string;
  /** A part of what it advises. */
  repair: string;
}

/**
 * Damages a repository.
 *
 * @param root Where it is.
 * @param damage What is done to its files.
 * @throws {Error} When a change leaves a text as it is.
 */
export function applyDamage(root: string, damage: Damage): void {
  for (const [name, change] of Object.entries(damage)) {
    const path = join(root, name);
    if (change === undefined) {
      Deno.removeSync(path, { recursive: true });
      continue;
    }
    Deno.mkdirSync(dirname(path), { recursive: true });
    Deno.writeTextFileSync(path, typeof change === "string" ? change : changed(path, change));
  }
}

function changed(path: string, change: (text: string) => string): string {
  const before = Deno.readTextFileSync(path);
  const after = change(before);
  if (after === before) throw new Error(`Cannot damage ${path}: the change leaves it as it is`);
  return after;
}

/** A change of a text: the first occurrence, unless the pattern is global. */
export function swap(before: string | RegExp, after: string): (text: string) => string {
  return (text) => text.replace(before, () => after);
}
