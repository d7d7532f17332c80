/** Mistake: it gives what has come when the stream ends. */
// Caught by: readRecord() tells an end between records from one inside
// Says: not UnexpectedEof
// Violates: When the stream ends inside a record
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

export async function readRecord(connection: Deno.Conn, options: { limit: number }) {
  const got: number[] = [];
  const read = async (buffer: Uint8Array) => {
    const length = await connection.read(buffer);
    got.push(...buffer.subarray(0, length ?? 0));
    return length;
  };
  try {
    return await right({ read } as Deno.Conn, options);
  } catch (error) {
    if (error instanceof Deno.errors.UnexpectedEof) return Uint8Array.from(got.slice(4));
    throw error;
  }
}
