/**
 * Puts another file in the place of a kata's stub.
 *
 * @module
 */

import { join, toFileUrl } from "@std/path";
import type { Kata } from "./kata.ts";
import { readText } from "./files.ts";

/** The `imports` of the repository's deno.json, for an import map that lies elsewhere. */
export async function absoluteImports(root: string): Promise<Record<string, string>> {
  const { imports = {} } = JSON.parse(await readText(join(root, "deno.json")) || "{}");
  const absolute = Object.entries<string>(imports).map(([name, target]) => [
    name,
    target.startsWith("./") ? toFileUrl(join(root, target)).href : target,
  ]);
  return Object.fromEntries(absolute);
}

/**
 * Makes an import map: the repository's own, but with a file in the stub's place.
 *
 * @param kata The kata.
 * @param file The file, as seen from the repository.
 */
export async function importMap(kata: Kata, file: string): Promise<object> {
  const url = (path: string) => toFileUrl(join(kata.root, path)).href;
  return { imports: { ...await absoluteImports(kata.root), [url(kata.file)]: url(file) } };
}
