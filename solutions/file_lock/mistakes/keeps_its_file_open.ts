/** Mistake: it opens the file once for all who write: of one open file, flock() keeps out nobody. */
// Caught by: withLock() lets in one at a time, or all who share the lock
// Says: A second writer comes, and the writer and the next writer are inside
// Violates: nobody else has such a lock on it then
export * from "../file_lock.ts";
import { withLock as right } from "../file_lock.ts";

const files = new Map<string, [file: Deno.FsFile, users: number]>();

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  if (options.shared) return await right(path, work, options);
  const [file, users] = files.get(path) ??
    [Deno.openSync(path, { read: true, write: true, create: true, mode: 0o600 }), 0];
  files.set(path, [file, users + 1]);
  await file.lock(true);
  try {
    return await work();
  } finally {
    const left = files.get(path)![1] - 1;
    if (left > 0) files.set(path, [file, left]);
    else if (files.delete(path)) file.close();
  }
}
