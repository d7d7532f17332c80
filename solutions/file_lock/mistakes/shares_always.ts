/** Mistake: it asks for a shared lock, and lets everybody in. */
// Caught by: withLock() lets in one at a time, or all who share the lock
// Says: the first reader and the second reader and the writer are inside
// Violates: but for those who share it
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  void options;
  return await right(path, work, { shared: true });
}
