/** Mistake: it reads whatever is there, and drops what belongs to the next frame. */
// Caught by: readFrame() finds the frames, however their bytes arrive
// Says: readFrame() threw
// Violates: takes nothing of what comes after it
export * from "../socket.ts";
export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  const buffer = new Uint8Array(4 + limit);
  let [got, wanted] = [0, 4];
  while (got < wanted) {
    const more = await connection.read(buffer.subarray(got));
    if (more === null && got === 0) return null;
    if (more === null) throw new Deno.errors.UnexpectedEof("cut");
    got += more;
    if (got >= 4) wanted = 4 + new DataView(buffer.buffer).getUint32(0);
    if (wanted > 4 + limit) throw new RangeError(`${wanted - 4} bytes`);
  }
  return buffer.slice(4, wanted);
}
