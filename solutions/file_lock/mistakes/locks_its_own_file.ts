/** Mistake: it locks a file of its own, so that only its own calls keep each other out. */
// Caught by: withLock() waits for the lock, and the process goes on
// Says: you ask for an exclusive one: work is called before
// Violates: nobody else has such a lock on it then
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  return await right(`${path}.lock`, async () => {
    using _file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
    return await work();
  }, options);
}
