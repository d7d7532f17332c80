/** Mistake: all records that it reads are in the same array, as long as they fit. */
// Caught by: readRecord() joins the fragments of a record, and takes nothing of what comes after it
// Says: after the others were read
// Violates: The record, in an array of its own
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

const array = new Uint8Array(1000);

export async function readRecord(connection: Deno.Conn, options: { limit: number }) {
  const record = await right(connection, options);
  if (record === null || record.length > array.length) return record;
  array.set(record);
  return array.subarray(0, record.length);
}
