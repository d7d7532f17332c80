/** Mistake: it reads the whole file, and writes all of it back. */
// Caught by: updateRecord() has the record locked, and nothing else, whatever change does with the file
// Says: they gain 10 and 0, not 10 and 100
// Violates: whose other bytes stay as they are
export * from "../file_lock.ts";
import { updateRecord as right } from "../file_lock.ts";

type Change = (value: bigint) => bigint | Promise<bigint>;

export async function updateRecord(path: string, index: number, change: Change): Promise<bigint> {
  const bytes = Deno.statSync(path).size < 1000 ? Deno.readFileSync(path) : undefined;
  const value = await right(path, index, change);
  if (bytes === undefined || bytes.length < 8 * index + 8) return value;
  new DataView(bytes.buffer).setBigInt64(8 * index, value, true);
  Deno.writeFileSync(path, bytes);
  return value;
}
