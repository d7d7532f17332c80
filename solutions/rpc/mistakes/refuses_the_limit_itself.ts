/** Mistake: a record of exactly the limit is too long for it. */
// Caught by: readRecord() refuses a record that is too long as soon as it is announced
// Says: readRecord() threw RangeError
// Violates: the most bytes that a record may have
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

export function readRecord(connection: Deno.Conn, { limit }: { limit: number }) {
  return right(connection, { limit: limit - 1 });
}
