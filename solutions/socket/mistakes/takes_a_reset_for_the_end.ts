/** Mistake: it takes any failure between two frames for the end of the stream. */
// Caught by: readFrame() refuses a frame that is too long at once, or cut off
// Says: Of the bytes [] then a reset, limit 5, readFrame() returns null
// Violates: When the connection breaks, inside a frame or before one.
export * from "../socket.ts";
import { readFrame as right } from "../socket.ts";

export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  try {
    return await right(connection, { limit });
  } catch (error) {
    if (error instanceof Deno.errors.ConnectionReset) return null;
    throw error;
  }
}
