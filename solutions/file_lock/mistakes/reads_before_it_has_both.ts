/** Mistake: it looks at the balances before it has the locks. */
// Caught by: transfer() waits for both records before it changes one
// Says: set to 1000 and given back. Then they have 40 and 160
// Violates: sees both changes, or none
export * from "../file_lock.ts";
import { pread } from "lib/sys/file.ts";
import { close } from "lib/sys/fd.ts";
import { O_RDWR, open } from "lib/sys/fifo.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (from === to || amount < 0n) return await right(path, from, to, amount);
  const [fd, bytes] = [open(path, O_RDWR), new Uint8Array(8)];
  const [giving, getting] = [from, to].map((index) => {
    pread(fd, bytes.fill(0), 8 * index);
    return new DataView(bytes.buffer).getBigInt64(0, true);
  }) as [bigint, bigint];
  close(fd);
  if (giving < amount) throw new RangeError(`${giving} is less than ${amount}`);
  const all: [number, bigint][] = [[from, giving - amount], [to, getting + amount]];
  const [[one, low], [two, high]] = all.sort(([a], [b]) => a - b) as [typeof all[0], typeof all[0]];
  await updateRecord(path, one, () => updateRecord(path, two, () => high).then(() => low));
}
