/** Mistake: it writes the pid without the end of the line. */
// Caught by: claim() succeeds once, whatever the file says, until it is disposed of
// Says: There was no file. While you have the claim, the file says
// Violates: the file says his pid in a line
export * from "../file_lock.ts";
import { claim as right } from "../file_lock.ts";

export function claim(path: string): Disposable {
  const claimed = right(path);
  Deno.writeTextFileSync(path, `${Deno.pid}`);
  return claimed;
}
