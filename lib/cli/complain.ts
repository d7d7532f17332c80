/**
 * Damages a tiny repository, and tells what the rules say; for their tests.
 *
 * @module
 */

import { FakeRepository } from "./fake_repository.ts";
import { structure } from "./structure.ts";

/** What replaces a file: another text, a change of its text, or nothing. */
export type Damage = Record<string, string | ((text: string) => string) | undefined>;

/**
 * Tells what all rules about files say after some damage.
 *
 * @param damage Changes of a repository in which nothing is wrong.
 * @returns A line for each complaint: the file, the rule and the repair.
 */
export async function complain(damage: Damage): Promise<string[]> {
  using repository = new FakeRepository();
  for (const [file, change] of Object.entries(damage)) repository.damage(file, change);
  const complaints = (await structure(repository.root, ["sum"])).flat();
  return complaints.map(({ file, rule, repair }) => `${file}: ${rule} ${repair}`);
}
