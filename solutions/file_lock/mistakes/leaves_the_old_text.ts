/** Mistake: it does not cut off what an earlier one has left. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: The file said a longer pid. While you have the claim
// Violates: and nothing else
export * from "../file_lock.ts";

const all = { read: true, write: true, create: true, mode: 0o600 };

export function claim(path: string): Disposable {
  const file = Deno.openSync(path, all);
  if (!file.tryLockSync(true)) {
    file.close();
    const [pid] = Deno.readTextFileSync(path).split("\n");
    throw new Deno.errors.AlreadyExists(`${path}: ${pid}`);
  }
  file.writeSync(new TextEncoder().encode(`${Deno.pid}\n`));
  return file;
}
