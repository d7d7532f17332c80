/**
 * Puts another file in the place of a kata's stub.
 *
 * @module
 */

import { join, toFileUrl } from "@std/path";
import { readText } from "./files.ts";

/**
 * Makes an import map: the repository's own, but with a file in the stub's place.
 *
 * @param root The repository.
 * @param kata The kata.
 * @param file The file, as seen from the repository.
 */
export async function importMap(root: string, kata: string, file: string): Promise<object> {
  const url = (path: string) => toFileUrl(join(root, path)).href;
  const { imports = {} } = JSON.parse(await readText(join(root, "deno.json")) || "{}");
  const absolute = Object.entries<string>(imports).map(([name, target]) => [
    name,
    target.startsWith("./") ? url(target) : target,
  ]);
  return {
    imports: { ...Object.fromEntries(absolute), [url(`katas/${kata}/${kata}.ts`)]: url(file) },
  };
}
