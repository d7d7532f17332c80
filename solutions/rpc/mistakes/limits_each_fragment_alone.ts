/** Mistake: it compares each fragment with the limit, and never their sum. */
// Caught by: readRecord() refuses a record that is too long as soon as it is announced
// Says: have announced 5, 6 bytes
// Violates: all together
export * from "../rpc.ts";
import { readRecord as right } from "../rpc.ts";

export async function readRecord(connection: Deno.Conn, { limit }: { limit: number }) {
  const read = async (buffer: Uint8Array) => {
    const got = await connection.read(buffer);
    const length = new DataView(buffer.buffer).getUint32(0) % 2 ** 31;
    if (got === 4 && buffer.length === 4 && length > limit) throw new RangeError("It is too long");
    return got;
  };
  return await right({ read } as Deno.Conn, { limit: Infinity });
}
