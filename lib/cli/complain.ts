/**
 * Damages a tiny repository, and looks at what the rules about files say; for their tests.
 *
 * @module
 */

import { FakeRepository } from "./fake_repository.ts";
import { structure } from "./structure.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

/** What becomes of files: another text, a change of the text, or nothing. */
export type Damage = Record<string, string | ((text: string) => string) | undefined>;

/**
 * Fails unless all rules together say this and nothing else about a repository after some damage.
 *
 * @param damage What is done to a repository in which nothing is wrong.
 * @param expected For each complaint a part of its line: the file, the rule, an arrow and the repair.
 */
export async function assertComplaints(damage: Damage, ...expected: string[]): Promise<void> {
  using repository = new FakeRepository();
  for (const [file, change] of Object.entries(damage)) repository.damage(file, change);
  const complaints = (await structure(repository.root, ["sum"])).flat();
  const lines = complaints.map(({ file, rule, repair }) => `${file}: ${rule} → ${repair}`);
  assertEquals(lines.length, expected.length, lines.join("\n"));
  for (const part of expected) assertStringIncludes(lines.join("\n"), part);
}

/** A change of a text. */
export function swap(before: string | RegExp, after: string): (text: string) => string {
  return (text) => text.replace(before, () => after);
}
