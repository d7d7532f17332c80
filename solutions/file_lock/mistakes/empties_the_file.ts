/** Mistake: it opens the file in a way that empties it. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: the file has "" in it afterwards
// Violates: The file, which stays as it is
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  (await Deno.open(path, { write: true, create: true, truncate: true, mode: 0o600 })).close();
  return await right(path, work, options);
}
