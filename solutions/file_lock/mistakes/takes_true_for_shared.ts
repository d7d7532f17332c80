/** Mistake: it asks for the other kind of lock: `true` stands for an exclusive one. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: a shared lock. It has to be: somebody has an exclusive lock
// Violates: nobody else has such a lock on it then
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  return await right(path, work, { shared: !options.shared });
}
