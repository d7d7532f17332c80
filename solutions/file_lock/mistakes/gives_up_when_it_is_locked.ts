/** Mistake: it throws when others have the lock. */
// Caught by: withLock() waits for the lock, and the process goes on
// Says: An hour later, it threw Busy
// Violates: it waits, and your process goes on
export * from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  using file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
  if (!await file.tryLock(!options.shared)) throw new Deno.errors.Busy(path);
  return await work();
}
