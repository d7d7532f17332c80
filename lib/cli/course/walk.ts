/**
 * Lists the files of a folder, and of all folders in it.
 *
 * ```ts
 * import { walk } from "lib/cli/course/walk.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const root = Deno.makeTempDirSync();
 * Deno.mkdirSync(`${root}/a/b`, { recursive: true });
 * Deno.writeTextFileSync(`${root}/a/b/c.ts`, "");
 * assertEquals(await walk(root, "a"), ["a/b/c.ts"]);
 * Deno.removeSync(root, { recursive: true });
 * ```
 *
 * @module
 */

import { entries } from "./files.ts";

/**
 * Lists files, in the order of their names. Those with a dot in front are left out.
 *
 * @param root The repository.
 * @param folder The folder, as seen from it; one that is missing has no files.
 * @returns The files, as seen from the repository.
 */
export async function walk(root: string, folder: string): Promise<string[]> {
  const found = (await entries(`${root}/${folder}`))
    .filter(({ name }) => !name.startsWith("."))
    .sort((one, other) => one.name < other.name ? -1 : 1);
  const files = await Promise.all(found.map(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    return isDirectory ? walk(root, path) : [path];
  }));
  return files.flat();
}
