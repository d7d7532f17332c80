/** Mistake: it takes the file itself for the claim: one that is left by a dead process is in the way for ever. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: The file is empty, and nobody has the claim: it threw
// Violates: which is made when it is missing
export * from "../file_lock.ts";

export function claim(path: string): Disposable {
  try {
    using file = Deno.openSync(path, { write: true, createNew: true });
    file.writeSync(new TextEncoder().encode(`${Deno.pid}\n`));
    return { [Symbol.dispose]: () => Deno.truncateSync(path) };
  } catch {
    throw new Deno.errors.AlreadyExists(`${path}: ${Deno.readTextFileSync(path)}`);
  }
}
