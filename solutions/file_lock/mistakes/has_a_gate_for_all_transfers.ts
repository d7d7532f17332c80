/** Mistake: so that no two transfers wait for each other, it lets one at a time begin, and that one may wait long. */
// Caught by: transfer() waits for both records before it changes one
// Says: Meanwhile 6 cannot give 1 to 4
// Violates: on both, and on nothing else
export * from "../file_lock.ts";
import { transfer as right, withLock } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  await withLock(path, () => right(path, from, to, amount));
}
