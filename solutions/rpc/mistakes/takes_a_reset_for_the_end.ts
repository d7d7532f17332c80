/** Mistake: a connection that breaks has ended for it. */
// Caught by: readRecord() tells an end between records from one inside
// Says: When the connection breaks before a record begins
// Violates: When the connection breaks.
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

export function readRecord(connection: Deno.Conn, options: { limit: number }) {
  const read = (buffer: Uint8Array) => connection.read(buffer).catch(() => null);
  return right({ read } as Deno.Conn, options);
}
