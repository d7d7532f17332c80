/** Mistake: it takes the file itself for the claim: one that is left by a dead process is in the way for ever. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: has made it
// Violates: What an earlier one has left there is no obstacle
export * from "../file_lock.ts";

export function claim(path: string): Disposable {
  try {
    using file = Deno.openSync(path, { write: true, createNew: true });
    file.writeSync(new TextEncoder().encode(`${Deno.pid}\n`));
    return { [Symbol.dispose]: () => Deno.truncateSync(path) };
  } catch {
    throw new Deno.errors.AlreadyExists(`${Deno.readTextFileSync(path)} has made it`);
  }
}
