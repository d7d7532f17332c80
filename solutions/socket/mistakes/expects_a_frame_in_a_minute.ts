/** Mistake: it gives up when the frame has not come within a minute. */
// Caught by: readFrame() finds the frames, however their bytes arrive
// Says: A frame came after a month, and readFrame() had
// Violates: however long that takes
export * from "../socket.ts";
import { readFrame as right } from "../socket.ts";

export async function readFrame(
  connection: Deno.Conn,
  options: { limit: number },
): Promise<Uint8Array | null> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = new Deno.errors.TimedOut("Nothing came for a minute");
  const timer = setTimeout(() => reject(late), 60_000);
  const frame = right(connection, options);
  return await Promise.race([frame, promise]).finally(() => clearTimeout(timer));
}
