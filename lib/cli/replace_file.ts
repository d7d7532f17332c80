/**
 * Replaces a file as a whole: whoever reads it, at whatever moment, sees the old text or the new one.
 *
 * ```ts
 * import { replaceFile } from "lib/cli/replace_file.ts";
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
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    using file = await Deno.open(temporary, { write: true, createNew: true });
    for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
    await file.sync(); // After a power failure, too, it is the old text or the new one.
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}
