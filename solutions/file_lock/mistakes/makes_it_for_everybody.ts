/** Mistake: it makes a file that everybody may use. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: the mode of the file is 666 afterwards
// Violates: is made for your user only
export * from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  using file = await Deno.open(path, { read: true, write: true, create: true });
  await file.lock(!options.shared);
  return await work();
}
