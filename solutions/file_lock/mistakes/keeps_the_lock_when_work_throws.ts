/** Mistake: it gives the lock back only when work succeeds. */
// Caught by: withLock() gives the lock back when something is thrown
// Says: the lock has to be given back: somebody has
// Violates: The lock is given back then, too
export * from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  const file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
  await file.lock(!options.shared);
  const result = await work();
  file.close();
  return result;
}
