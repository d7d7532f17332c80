/** Mistake: it keeps what work returns to itself. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: does not give what work gives: it returned undefined
// Violates: What `work` returns
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  return await right(path, async () => void await work(), options);
}
