/** Mistake: it has 32 bits for the place in the file. */
// Caught by: holderOf() tells what an open file has locked, and that nobody has
// Says: holderOf() of 4294967296 gives nobody
// Violates: Which record, as `updateRecord()` counts them
export * from "../file_lock.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  return right(path, (8 * index >>> 0) / 8);
}
