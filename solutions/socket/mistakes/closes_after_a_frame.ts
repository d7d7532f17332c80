/** Mistake: it closes the connection when it has its frame. */
// Caught by: readFrame() refuses a frame that is too long at once, or cut off
// Says: and closes the connection
// Violates: it stays open up to the end of the stream
export * from "../socket.ts";
import { readFrame as right } from "../socket.ts";

export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  using _ = connection;
  return await right(connection, { limit });
}
