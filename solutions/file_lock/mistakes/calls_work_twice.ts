/** Mistake: it calls work once more, to see what it gives. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: calls work more than once
// Violates: What to do, once
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  return await right(path, async () => {
    await work();
    return await work();
  }, options);
}
