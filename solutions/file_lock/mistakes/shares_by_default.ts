/** Mistake: it shares the lock, unless it is told not to. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: a shared lock. It has to be: somebody has an exclusive lock
// Violates: `false`, when you leave it out
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  const { shared = true } = options;
  return await right(path, work, { shared });
}
