/** Mistake: it gives each fragment as a record. */
// Caught by: readRecord() joins the fragments of a record, and takes nothing of what comes after it
// Says: what comes after the records, for somebody else, is wrong
// Violates: Receives one record as RFC 5531 sends it over TCP
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

export function readRecord(connection: Deno.Conn, options: { limit: number }) {
  let headers = 0;
  const read = async (buffer: Uint8Array) => {
    const got = await connection.read(buffer);
    if (buffer.length === 4 && headers++ === 0 && got !== null) buffer[0]! |= 0x80;
    return got;
  };
  return right({ read } as Deno.Conn, options);
}
