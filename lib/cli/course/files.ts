/**
 * Folders and texts that may be missing.
 *
 * ```ts
 * import { entries, readText } from "lib/cli/course/files.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(await readText("/there/is/none.md"), "");
 * assertEquals(await entries("/there/is/none"), []);
 * ```
 *
 * @module
 */

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
