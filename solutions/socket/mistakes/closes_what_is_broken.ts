/** Mistake: it closes the connection when the other side has hung up. */
// Caught by: writeFrame() sends the length and all the bytes, also to a reader that waits
// Says: , and closes the connection. Expected: it throws EPIPE
// Violates: it stays open
export * from "../socket.ts";
import { writeFrame as right } from "../socket.ts";

export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  try {
    await right(connection, bytes);
  } catch (error) {
    connection.close();
    throw error;
  }
}
