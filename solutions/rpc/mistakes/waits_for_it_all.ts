/** Mistake: it receives all of the record before it looks how long that is. */
// Caught by: readRecord() refuses a record that is too long as soon as it is announced
// Says: Gave up waiting until
// Violates: As soon as the fragments have announced more bytes than the limit
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

export async function readRecord(connection: Deno.Conn, { limit }: { limit: number }) {
  const record = await right(connection, { limit: Infinity });
  if (record && record.length > limit) throw new RangeError("It is too long");
  return record;
}
