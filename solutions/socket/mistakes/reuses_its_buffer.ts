/** Mistake: it returns a part of a buffer that its next call fills again. */
// Caught by: readFrame() finds the frames, however their bytes arrive
// Says: The frame of 300 bytes:
// Violates: for the caller to keep
export * from "../socket.ts";
import { readFrame as right } from "../socket.ts";
let buffer = new Uint8Array(2048);

export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  const bytes = await right(connection, { limit });
  if (bytes === null) return null;
  if (bytes.length > buffer.length) buffer = new Uint8Array(bytes.length);
  buffer.set(bytes);
  return buffer.subarray(0, bytes.length);
}
