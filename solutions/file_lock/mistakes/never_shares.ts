/** Mistake: it asks for an exclusive lock, although the lock is to be shared. */
// Caught by: withLock() lets in one at a time, or all who share the lock
// Says: Two share the lock, and only one of them comes in
// Violates: whether others who share the lock may be at work at the same time
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  void options;
  return await right(path, work);
}
