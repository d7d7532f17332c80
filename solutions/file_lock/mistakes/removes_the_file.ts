/** Mistake: it removes the file in the end. Somebody may wait for a lock on it, and the next one makes another file. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: has ended, and afterwards the file is gone
// Violates: The file, which stays as it is
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  try {
    return await right(path, work, options);
  } finally {
    await Deno.remove(path);
  }
}
