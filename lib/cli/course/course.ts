/**
 * The course: the katas in their order, and the chapters that they belong to.
 *
 * It is the list below "The katas" in the repository's README. It loads next to nothing, because the
 * board has to answer at once.
 *
 * ```ts
 * import { readList } from "lib/cli/course/course.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const readme = "## The katas\n\n### The first\n\nWords.\n\n1. [pipe](katas/pipe/README.md): bytes.\n";
 * assertEquals(readList(readme), [{ name: "pipe", chapter: "The first" }]);
 * ```
 *
 * @module
 */

import { entries, readText } from "./files.ts";
import { Kata } from "./kata.ts";

/** A row of the list. */
export interface Row {
  /** The kata's name. */
  name: string;
  /** The heading above it; empty when there is none. */
  chapter: string;
}

/** The heading above the list. */
export const LIST = "The katas";

/**
 * Reads the list: its rows are numbered links to the katas' pages, its chapters are headings of the
 * third level.
 *
 * @param readme The text of the repository's README.
 * @returns The rows as they stand there, also of katas that there are not.
 */
export function readList(readme: string): Row[] {
  const [, list = ""] = readme.split(new RegExp(`^## ${LIST}\\s*$`, "m"));
  const rows: Row[] = [];
  let chapter = "";
  for (const line of list.split(/^## /m)[0]!.split(/\r?\n/)) {
    chapter = /^### (.*)/.exec(line)?.[1]?.trim() ?? chapter;
    const name = /^\d+\. \[`?\w+`?\]\((?:\.\/)?katas\/(\w+)/.exec(line)?.[1];
    if (name !== undefined) rows.push({ name, chapter });
  }
  return rows;
}

/**
 * Lists the katas in the order of the course. Katas that the list does not name follow in alphabetical
 * order, in no chapter.
 *
 * @param root The repository.
 * @param folders Where a kata has a folder.
 */
export async function katasOf(root: string, folders = ["katas"]): Promise<Kata[]> {
  const found = new Set<string>();
  for (const folder of folders) {
    for (const { name, isDirectory } of await entries(`${root}/${folder}`)) {
      if (isDirectory) found.add(name);
    }
  }
  const rows = readList(await readText(`${root}/README.md`)).filter(({ name }) => found.has(name));
  const order = new Set([...rows.map(({ name }) => name), ...[...found].sort()]);
  return [...order].map((name) => {
    return new Kata(root, name, rows.find((row) => row.name === name)?.chapter);
  });
}

/** Lists the names of what {@linkcode katasOf} gives. */
export async function listKatas(root: string, folders?: string[]): Promise<string[]> {
  return (await katasOf(root, folders)).map(({ name }) => name);
}
