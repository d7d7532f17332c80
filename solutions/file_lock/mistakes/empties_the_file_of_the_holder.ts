/** Mistake: it opens the file in a way that empties it, before it knows whether it has the claim. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: When others were refused, the file says ""
// Violates: The file stays as it is then
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

const all = { read: true, write: true, create: true, mode: 0o600 };

export function claim(path: string): Disposable {
  try {
    return right(path);
  } catch (error) {
    Deno.openSync(path, { ...all, truncate: true }).close();
    throw error;
  }
}
