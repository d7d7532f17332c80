/** Mistake: it refuses more than 16 MiB, whatever the limit is. */
// Caught by: readRecord() refuses a record that is too long as soon as it is announced
// Says: When 64 MiB are announced
// Violates: the most bytes that a record may have, up to `Infinity`
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

export async function readRecord(connection: Deno.Conn, { limit }: { limit: number }) {
  return await right(connection, { limit: Math.min(limit, 2 ** 24) });
}
