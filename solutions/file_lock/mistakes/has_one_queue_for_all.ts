/** Mistake: it lets one call after the other go on, also when they change different records. */
// Caught by: updateRecord() has the record locked, and nothing else, whatever change does with the file
// Says: and record 1 cannot be changed meanwhile
// Violates: Other records can be changed at the same time
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

let last: Promise<unknown> = Promise.resolve();

type Change = (value: bigint) => bigint | Promise<bigint>;

export function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  const call = last.catch(() => {}).then(() => right(path, index, change));
  last = call;
  return call;
}
