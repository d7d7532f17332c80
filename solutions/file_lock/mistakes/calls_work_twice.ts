/** Mistake: it calls work once more, to see what it gives. */
// Caught by: withLock() has the file locked while its work goes on, and leaves it as it is
// Says: calls work more than once
// Violates: It is called once
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  return await right(path, async () => {
    await work();
    return await work();
  }, options);
}
