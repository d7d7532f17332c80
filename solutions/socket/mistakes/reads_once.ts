/** Mistake: it believes that one read brings as many bytes as it asked for. */
// Caught by: readFrame() finds the frames, however their bytes arrive
// Says: readFrame()
// Violates: The frame's bytes
export * from "../socket.ts";
export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  const header = new Uint8Array(4);
  if (await connection.read(header) === null) return null;
  const length = new DataView(header.buffer).getUint32(0);
  if (length > limit) throw new RangeError(`${length} bytes`);
  const bytes = new Uint8Array(length);
  if (length > 0) await connection.read(bytes);
  return bytes;
}
