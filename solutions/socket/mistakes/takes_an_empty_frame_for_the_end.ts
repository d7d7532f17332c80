/** Mistake: it believes that a frame without bytes means the end. */
// Caught by: readFrame() finds the frames, however their bytes arrive
// Says: These are the lengths of the frames
// Violates: `null` when the stream ends before a frame begins
export * from "../socket.ts";
import { readFrame as right } from "../socket.ts";

export async function readFrame(
  connection: Deno.Conn,
  options: { limit: number },
): Promise<Uint8Array | null> {
  const bytes = await right(connection, options);
  return bytes?.length === 0 ? null : bytes;
}
