/** Mistake: it does not wait longer than a minute. */
// Caught by: withLock() waits for the lock, and the process goes on
// Says: An hour later, it threw TimedOut
// Violates: it waits, and your process goes on
export * from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  using file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
  const end = Date.now() + 60_000;
  while (!file.tryLockSync(!options.shared)) {
    if (Date.now() > end) throw new Deno.errors.TimedOut(path);
    await new Promise((go) => setTimeout(go, 10));
  }
  return await work();
}
