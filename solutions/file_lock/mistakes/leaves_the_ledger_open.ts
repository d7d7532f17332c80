/** Mistake: it does not close what it has opened to ask. */
// Caught by: holderOf() names the process that has a lock
// Says: descriptors open
// Violates: leaves nothing open
export * from "../file_lock.ts";
import { O_RDONLY, open } from "lib/sys/fifo.ts";
import { type Holder, holderOf as right } from "../file_lock.ts";

export function holderOf(path: string, index: number): Holder | undefined {
  open(path, O_RDONLY);
  return right(path, index);
}
