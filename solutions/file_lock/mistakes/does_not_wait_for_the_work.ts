/** Mistake: it gives the lock back when work has returned, and not when its promise is settled. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: when work has opened, read and closed the file itself, nobody
// Violates: until it is over
export * from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  using file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
  await file.lock(!options.shared);
  return work();
}
