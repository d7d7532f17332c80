/** Mistake: it waits until nobody has the claim. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: waits in flock
// Violates: It never waits
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  if (isThere(path)) {
    using file = Deno.openSync(path);
    file.lockSync(true);
  }
  return right(path);
}

const isThere = (path: string) => {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
};
