/**
 * Damages a tiny repository, and looks at what the rules about files say; for their tests.
 *
 * @module
 */

import { applyDamage, type Damage } from "./damage.ts";
import { FakeRepository } from "./fake_repository.ts";
import { Kata } from "../course/kata.ts";
import { kataComplaints, repositoryComplaints } from "../proof/structure.ts";
import { assertEquals, assertStringIncludes } from "@std/assert";

/**
 * Fails unless all rules together say this and nothing else about a repository after some damage.
 *
 * @param damage What is done to a repository in which nothing is wrong.
 * @param expected For each complaint a part of its line: the file, the rule, an arrow and the repair.
 */
export async function assertComplaints(damage: Damage, ...expected: string[]): Promise<void> {
  using repository = new FakeRepository();
  applyDamage(repository.root, damage);
  const ofKata = await kataComplaints(new Kata(repository.root, "sum"));
  const complaints = [...ofKata, ...await repositoryComplaints(repository.root)].flat();
  const lines = complaints.map(({ file, rule, repair }) => `${file}: ${rule} → ${repair}`);
  assertEquals(lines.length, expected.length, lines.join("\n"));
  for (const part of expected) assertStringIncludes(lines.join("\n"), part);
}
