/** Mistake: it says that nobody has a lock when there is no file. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: There is no file: it returned undefined
// Violates: With the `code` `ENOENT`, when there is no such file
export * from "../file_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  try {
    return right(path, index);
  } catch {
    return undefined;
  }
}
