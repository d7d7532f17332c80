/** Mistake: it takes the bit that marks the last fragment for a part of the length. */
// Caught by: readRecord() joins the fragments of a record, and takes nothing of what comes after it
// Says: readRecord() threw RangeError
// Violates: The record, in an array of its own
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

export function readRecord(connection: Deno.Conn, options: { limit: number }) {
  const read = async (buffer: Uint8Array) => {
    const got = await connection.read(buffer);
    const word = got === 4 ? new DataView(buffer.buffer, buffer.byteOffset).getUint32(0) : 0;
    if (word > options.limit) throw new RangeError(`${word} bytes are too many`);
    return got;
  };
  return right({ read } as Deno.Conn, options);
}
