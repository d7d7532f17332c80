/** Mistake: it throws when it is disposed of a second time. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: A claim is disposed of a second time: it threw
// Violates: to dispose of it again does nothing
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  const claimed = right(path) as Deno.FsFile;
  return { [Symbol.dispose]: () => claimed.close() };
}
