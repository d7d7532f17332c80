/**
 * The katas there are, in the order of the course.
 *
 * It loads nothing, because the board has to answer at once.
 *
 * @module
 */

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

/** Lists a folder; a folder that is missing has no entries. */
export async function entries(folder: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Reads a text file; a file that is missing is empty. */
export async function readText(file: string): Promise<string> {
  try {
    return await Deno.readTextFile(file);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
