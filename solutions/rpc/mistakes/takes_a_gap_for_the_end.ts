/** Mistake: between two fragments, it takes the end for one between records. */
// Caught by: readRecord() tells an end between records from one inside
// Says: between two fragments of a record, readRecord() gave null
// Violates: when the stream ends before a record begins
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
    if (!(error instanceof Deno.errors.UnexpectedEof)) throw error;
    let end = 0;
    while (end < got.length) end += 4 + (got[end + 3] ?? 9);
    if (end === got.length) return null;
    throw error;
  }
}
