/** Mistake: it puts what work throws into an error of its own. */
// Caught by: withLock() gives the lock back when something is thrown
// Says: and throws something else
// Violates: What `work` throws
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  try {
    return await right(path, work, options);
  } catch (cause) {
    throw new Error("The work has failed", { cause });
  }
}
