/** Mistake: it locks more than the two records. */
// Caught by: transfer() waits for both records before it changes one
// Says: Only other records are locked, and it waits
// Violates: and on nothing else
export * from "../file_lock.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { F_OFD_GETLK, F_WRLCK, getLock } from "lib/sys/record_lock.ts";
import { transfer as right } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  while (!isFree(path)) await new Promise((go) => setTimeout(go, 5));
  await right(path, from, to, amount);
}

function isFree(path: string): boolean {
  const fd = open(path, O_RDWR);
  try {
    return getLock(fd, F_OFD_GETLK, { type: F_WRLCK, start: 0, length: 0 }) === undefined;
  } finally {
    close(fd);
  }
}
