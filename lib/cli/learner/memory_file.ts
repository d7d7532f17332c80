/**
 * The files of what the commands remember: `.ipc-katas/results/pipe.json` and its siblings.
 *
 * ```ts
 * import { Kata } from "lib/cli/course/kata.ts";
 * import { readMemory, writeMemory } from "lib/cli/learner/memory_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const kata = new Kata(Deno.makeTempDirSync(), "pipe");
 * assertEquals(await readMemory(kata, "hints"), {});
 * await writeMemory(kata, "hints", { levels: { send: 2 } }, console.error);
 * assertEquals(await readMemory(kata, "hints"), { schema: 1, levels: { send: 2 } });
 * Deno.removeSync(kata.root, { recursive: true });
 * ```
 *
 * @module
 */

import type { Kata } from "../course/kata.ts";
import { reasonOf } from "../terminal/reason.ts";
import { replaceFile } from "./replace_file.ts";

/** The folder, as seen from the repository. */
export const MEMORY_FOLDER = ".ipc-katas";

/** The version of the files. Files of another version are not read. */
const SCHEMA = 1;

/** What there is a folder for, and how it is called in a message. */
const WORDS = { results: "the results", hints: "your hints", proofs: "what was proved" };

/**
 * Replaces a file. It never throws: what the command has done is done all the same.
 *
 * @param kata The kata.
 * @param folder What it is about.
 * @param content Any JSON object; the version is added.
 * @param warn Called with a message when the file cannot be written.
 */
export async function writeMemory(
  { root, name }: Kata,
  folder: keyof typeof WORDS,
  content: object,
  warn: (text: string) => void,
): Promise<void> {
  const parent = `${root}/${MEMORY_FOLDER}/${folder}`;
  try {
    await Deno.mkdir(parent, { recursive: true });
    const text = JSON.stringify({ schema: SCHEMA, ...content }, null, 2) + "\n";
    await replaceFile(`${parent}/${name}.json`, new TextEncoder().encode(text));
  } catch (error) {
    warn(`Cannot remember ${WORDS[folder]}: ${reasonOf(error)}
Nothing else is lost. Make ${MEMORY_FOLDER} a folder that you may write to, or work in a clone
of your own.`);
  }
}

/**
 * Reads a file.
 *
 * @param kata The kata.
 * @param folder What it is about.
 * @returns Its content, not yet checked; an empty object when it is missing, damaged, or of another
 *   version.
 */
export async function readMemory(
  { root, name }: Kata,
  folder: keyof typeof WORDS,
): Promise<Record<string, unknown>> {
  try {
    const path = `${root}/${MEMORY_FOLDER}/${folder}/${name}.json`;
    const content = JSON.parse(await Deno.readTextFile(path));
    return content?.schema === SCHEMA ? content : {};
  } catch {
    return {};
  }
}
