/** Mistake: it does not pass on what work throws. */
// Caught by: withLock() gives the lock back when something is thrown
// Says: and throws nothing
// Violates: What `work` throws
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  return await right(path, work, options).catch(() => {});
}
