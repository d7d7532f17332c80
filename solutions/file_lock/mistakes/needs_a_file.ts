/** Mistake: it does not make the file when there is none. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: There was no file, and nobody has the claim: it threw
// Violates: which is made when it is missing
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  Deno.statSync(path);
  return right(path);
}
