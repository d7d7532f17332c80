/**
 * The katas there are, in the order of the course.
 *
 * It loads nothing, because the board has to answer at once.
 *
 * @module
 */

import { entries, readText } from "./files.ts";

/**
 * Lists the katas in the order in which the repository's README links to them. Katas that it does not
 * name follow in alphabetical order.
 *
 * @param root The repository.
 * @param folders Where a kata has a folder.
 */
export async function listKatas(root: string, folders = ["katas"]): Promise<string[]> {
  const found = new Set<string>();
  for (const folder of folders) {
    for (const entry of await entries(`${root}/${folder}`)) {
      if (entry.isDirectory) found.add(entry.name);
    }
  }
  const readme = await readText(`${root}/README.md`);
  const named = [...readme.matchAll(/\]\((?:\.\/)?katas\/(\w+)/g)].map(([, name]) => name!);
  const order = [...named.filter((name) => found.has(name)), ...[...found].sort()];
  return [...new Set(order)];
}
