/** Mistake: it looks whether there is a file and then makes one, and another call may do so in between. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: Two calls lock a file that is missing
// Violates: Where there is none, an empty one is made
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options = {}): Promise<T> {
  const isThere = await Deno.stat(path).then(() => true, () => false);
  if (!isThere) await Deno.writeFile(path, new Uint8Array(), { createNew: true, mode: 0o600 });
  return await right(path, work, options);
}
