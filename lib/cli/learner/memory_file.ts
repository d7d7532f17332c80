/**
 * The files of what the commands remember: `.ipc-katas/results/pipe.json` and its siblings.
 *
 * ```ts
 * import { readState, writeState } from "lib/cli/learner/memory_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const root = Deno.makeTempDirSync();
 * assertEquals(await readState(root, "hints", "pipe"), {});
 * await writeState(root, "hints", "pipe", { levels: { send: 2 } }, console.error);
 * assertEquals(await readState(root, "hints", "pipe"), { schema: 1, levels: { send: 2 } });
 * Deno.removeSync(root, { recursive: true });
 * ```
 *
 * @module
 */

import { reasonOf } from "../terminal/reason.ts";
import { replaceFile } from "./replace_file.ts";

/** The folder, as seen from the repository. */
export const STATE_FOLDER = ".ipc-katas";

/** The version of the files. Files of another version are not read. */
const SCHEMA = 1;

/** What there is a folder for, and how it is called in a message. */
const WORDS = { results: "the results", hints: "your hints", proofs: "what was proved" };

/**
 * Replaces a file. It never throws: what the command has done is done all the same.
 *
 * @param root The repository.
 * @param folder What it is about.
 * @param kata The kata.
 * @param content Any JSON object; the version is added.
 * @param warn Called with a message when the file cannot be written.
 */
export async function writeState(
  root: string,
  folder: keyof typeof WORDS,
  kata: string,
  content: object,
  warn: (text: string) => void,
): Promise<void> {
  const parent = `${root}/${STATE_FOLDER}/${folder}`;
  try {
    await Deno.mkdir(parent, { recursive: true });
    const text = JSON.stringify({ schema: SCHEMA, ...content }, null, 2) + "\n";
    await replaceFile(`${parent}/${kata}.json`, new TextEncoder().encode(text));
  } catch (error) {
    warn(`Cannot remember ${WORDS[folder]}: ${reasonOf(error)}
Nothing else is lost. Make ${STATE_FOLDER} a folder that you may write to, or work in a clone
of your own.`);
  }
}

/**
 * Reads a file.
 *
 * @param root The repository.
 * @param folder What it is about.
 * @param kata The kata.
 * @returns Its content, not yet checked; an empty object when it is missing, damaged, or of another
 *   version.
 */
export async function readState(
  root: string,
  folder: keyof typeof WORDS,
  kata: string,
): Promise<Record<string, unknown>> {
  try {
    const path = `${root}/${STATE_FOLDER}/${folder}/${kata}.json`;
    const content = JSON.parse(await Deno.readTextFile(path));
    return content?.schema === SCHEMA ? content : {};
  } catch {
    return {};
  }
}
