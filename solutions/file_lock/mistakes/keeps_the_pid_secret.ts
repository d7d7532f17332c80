/** Mistake: its error does not say who has the claim. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: of the holder is not in the message
// Violates: the pid is in the message
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  try {
    return right(path);
  } catch {
    throw new Deno.errors.AlreadyExists(`Somebody has ${path}`);
  }
}
