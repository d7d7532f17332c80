/** Mistake: it has one claim for all files of a folder. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: Somebody has another claim
// Violates: by a lock on a file
export * from "../file_lock.ts";
import { dirname } from "@std/path";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  const folder = Deno.openSync(dirname(path));
  if (!folder.tryLockSync(true)) {
    folder.close();
    throw new Deno.errors.AlreadyExists(`${path}: ${Deno.readTextFileSync(path)}`);
  }
  const claimed = right(path);
  const all = new DisposableStack();
  all.use(folder);
  all.use(claimed);
  return all;
}
