/** Mistake: it waits in a synchronous call, and nothing else happens in its process meanwhile. */
// Caught by: withLock() waits for the lock, and the process goes on
// Says: waits in flock
// Violates: it waits, and your process goes on
export * from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  using file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
  file.lockSync(!options.shared);
  return await work();
}
