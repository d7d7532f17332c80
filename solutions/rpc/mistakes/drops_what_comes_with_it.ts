/** Mistake: it reads as much as there is, and throws away what comes after the record. */
// Caught by: readRecord() joins the fragments of a record, and takes nothing of what comes after it
// Says: Gave up waiting until
// Violates: nothing of what comes after it
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

export function readRecord(connection: Deno.Conn, options: { limit: number }) {
  let left = new Uint8Array();
  const read = async (buffer: Uint8Array) => {
    if (left.length === 0) {
      const more = new Uint8Array(200_000);
      const got = await connection.read(more);
      if (got === null) return null;
      left = more.subarray(0, got);
    }
    const some = left.subarray(0, buffer.length);
    buffer.set(some);
    left = left.subarray(some.length);
    return some.length;
  };
  return right({ read } as Deno.Conn, options);
}
