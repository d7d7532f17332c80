/** Mistake: it closes the connection when it throws. */
// Caught by: readRecord() tells an end between records from one inside
// Says: readRecord() has closed the connection
// Violates: Where it comes from; it stays open
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

export async function readRecord(connection: Deno.Conn, options: { limit: number }) {
  try {
    return await right(connection, options);
  } catch (error) {
    connection[Symbol.dispose]();
    throw error;
  }
}
