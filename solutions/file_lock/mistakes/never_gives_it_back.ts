/** Mistake: to dispose of the claim does nothing. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: made again: it threw AlreadyExists (Cannot claim
// Violates: The claim lasts until you dispose of it
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  const claimed = right(path);
  return { [Symbol.dispose]: () => void claimed };
}
