/** Mistake: it refuses a frame that is as long as it may be. */
// Caught by: readFrame() refuses a frame that is too long at once, or cut off
// Says: limit 0, readFrame() throws RangeError. Expected: it returns 0 bytes
// Violates: the most bytes that a frame may have, up to `Infinity`
export * from "../socket.ts";
import { readFrame as right } from "../socket.ts";

export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  return await right(connection, { limit: limit - 1 });
}
