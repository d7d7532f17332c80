/** Mistake: it throws what does not say that somebody has the claim. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: The next one has to throw AlreadyExists, not Busy
// Violates: When somebody has the claim
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  try {
    return right(path);
  } catch (error) {
    throw new Deno.errors.Busy(String(error));
  }
}
