/** Mistake: it sends the whole buffer of which it was given a part. */
// Caught by: writeFrame() sends the length and all the bytes, also to a reader that waits
// Says: The header of 258 bytes was 0, 0, 1, 6
// Violates: What to send, and all of it
export * from "../socket.ts";
import { writeFrame as right } from "../socket.ts";

export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  await right(connection, new Uint8Array(bytes.buffer));
}
