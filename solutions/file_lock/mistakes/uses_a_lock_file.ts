/** Mistake: it makes a file beside this one as a sign, which nobody else knows. */
// Caught by: withLock() has the file locked until everything is done, and leaves it as it is
// Says: when work begins, nobody has the file locked
// Violates: nobody else has such a lock on it then
export * from "../file_lock.ts";

type Work<T> = () => T | Promise<T>;

export async function withLock<T>(path: string, work: Work<T>, options: { shared?: boolean } = {}) {
  const sign = `${path}.lock`;
  const make = () =>
    Deno.writeTextFile(sign, "", { createNew: true }).then(() => true, () => false);
  if (options.shared) return await work();
  while (!await make());
  try {
    using _file = await Deno.open(path, { read: true, write: true, create: true, mode: 0o600 });
    return await work();
  } finally {
    await Deno.remove(sign);
  }
}
