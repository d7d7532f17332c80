/**
 * A file that a command writes its result into, which may take a while: whether it can be written is told
 * before.
 *
 * @module
 */

import { reasonOf } from "./reason.ts";
import { UsageError } from "./usage.ts";

/**
 * Makes sure that a file can be written, and leaves it as it is.
 *
 * @param path The file, which may be new.
 * @throws {UsageError} When it cannot.
 */
export async function expectWritable(path: string): Promise<void> {
  try {
    const isNew = await Deno.lstat(path).then(() => false, () => true);
    (await Deno.open(path, { write: true, create: true })).close();
    if (isNew) await Deno.remove(path);
  } catch (error) {
    throw new UsageError(`Cannot write ${path}: ${reasonOf(error)}`);
  }
}
