/** Mistake: it ends the stream to say that the frame was all. */
// Caught by: writeFrame() sends the length and all the bytes, also to a reader that waits
// Says: writeFrame() threw BrokenPipe
// Violates: Where to send it; it stays open.
export * from "../socket.ts";
import { writeFrame as right } from "../socket.ts";

export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  await right(connection, bytes);
  await connection.closeWrite();
}
