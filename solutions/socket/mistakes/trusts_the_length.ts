/** Mistake: it waits for as many bytes as the frame announces, however many that are. */
// Caught by: readFrame() refuses a frame that is too long at once, or cut off
// Says: whose other end is open in the test
// Violates: As soon as a frame announces more bytes than the limit.
export * from "../socket.ts";
import { readFrame as right } from "../socket.ts";

export async function readFrame(
  connection: Deno.Conn,
  { limit: _ }: { limit: number },
): Promise<Uint8Array | null> {
  return await right(connection, { limit: Infinity });
}
