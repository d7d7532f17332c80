/** Mistake: it leaves out the number of bytes when there are none. */
// Caught by: writeFrame() sends the length and all the bytes, also to a reader that waits
// Says: the first wrong byte is at index 261
// Violates: Sends one frame: the number of bytes, then the bytes.
export * from "../socket.ts";
import { writeFrame as right } from "../socket.ts";

export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  if (bytes.length > 0) await right(connection, bytes);
}
