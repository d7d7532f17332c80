/** Mistake: it gives the lock back, and empties the file then, which may be that of the next one. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: when you gave yours back. Then the file says ""
// Violates: While somebody has the claim, the file says his pid in a line
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  const file = right(path) as Deno.FsFile;
  let isOver = false;
  return {
    [Symbol.dispose]() {
      if (isOver) return;
      isOver = true;
      file.unlockSync();
      file.truncateSync();
      file.close();
    },
  };
}
