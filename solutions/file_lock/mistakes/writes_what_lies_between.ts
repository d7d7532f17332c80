/** Mistake: it reads and writes all records from the one to the other, also those that it has not locked. */
// Caught by: transfer() has both records locked until both are written
// Says: and transfer() writes over that
// Violates: whose other bytes stay as they are
export * from "../file_lock.ts";
import { transfer as right, updateRecord } from "../file_lock.ts";

export async function transfer(path: string, from: number, to: number, amount: bigint) {
  if (from <= to) return await right(path, from, to, amount);
  await updateRecord(path, to, (getting) =>
    updateRecord(path, from, (giving) => {
      if (amount < 0n || giving < amount) throw new RangeError(`There is ${giving}`);
      using file = Deno.openSync(path, { read: true, write: true });
      const all = new BigInt64Array(from - to);
      const bytes = new Uint8Array(all.buffer);
      file.seekSync(8 * to, Deno.SeekMode.Start);
      file.readSync(bytes);
      file.seekSync(8 * to, Deno.SeekMode.Start);
      file.writeSync(bytes);
      return giving - amount;
    }).then(() => getting + amount));
}
