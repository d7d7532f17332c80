/** Mistake: it changes the mode of a file that was there. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: the mode of the file is 600 afterwards
// Violates: The file, which stays as it is
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  return await right(path, async () => {
    await Deno.chmod(path, 0o600);
    return await work();
  }, options);
}
