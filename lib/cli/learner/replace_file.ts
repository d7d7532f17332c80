/**
 * Replaces a file as a whole: whoever reads it, at whatever moment, sees the old text or the new one.
 *
 * ```ts
 * import { replaceFile } from "lib/cli/learner/replace_file.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = Deno.makeTempDirSync();
 * await replaceFile(`${folder}/a.txt`, new TextEncoder().encode("hello"));
 * assertEquals(Deno.readTextFileSync(`${folder}/a.txt`), "hello");
 * assertEquals([...Deno.readDirSync(folder)].length, 1);
 * Deno.removeSync(folder, { recursive: true });
 * ```
 *
 * @module
 */

/**
 * Writes a temporary file beside it, then renames that: `man 2 rename`.
 *
 * @param path The file; it need not exist.
 * @param bytes Its new content.
 * @throws When the folder cannot be written to, or the disk is full. The file is as it was then.
 */
export async function replaceFile(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const temporary = path.replace(/[^/]+$/, temporaryName);
  await createFile(temporary, bytes);
  try {
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary);
    throw error;
  }
}

/**
 * Writes a file that does not exist yet, and waits until it is on the disk.
 *
 * @param path The file.
 * @param bytes Its content.
 * @throws When it exists, or cannot be written. Nothing is left then.
 */
export async function createFile(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  try {
    for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
    await file.sync(); // After a power failure, too, nothing is lost.
  } catch (error) {
    await Deno.remove(path);
    throw error;
  }
}

/** Makes a name for a temporary file beside a file of this name: nobody else has it. */
export function temporaryName(name: string): string {
  return `.${name}.${crypto.randomUUID()}.tmp`;
}

/** Whether a file has such a name. */
export function isTemporary(name: string): boolean {
  return /^\..+\.[0-9a-f-]{36}\.tmp$/.test(name);
}
