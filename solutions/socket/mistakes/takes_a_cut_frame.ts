/** Mistake: it takes a part of a frame for the whole when the stream ends. */
// Caught by: readFrame() refuses a frame that is too long at once, or cut off
// Says: Of the bytes [0] then the end, limit 5, readFrame() returns
// Violates: When the stream ends inside a frame.
export * from "../socket.ts";
import { readFrame as right } from "../socket.ts";

export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  const taken: number[] = [];
  const read = async (buffer: Uint8Array) => {
    const got = await connection.read(buffer);
    taken.push(...buffer.subarray(0, got ?? 0));
    return got;
  };
  try {
    return await right({ read } as Deno.Conn, { limit });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return Uint8Array.from(taken.slice(4));
  }
}
