/** Mistake: it reads the headers of all connections into the same four bytes. */
// Caught by: readFrame() takes one frame, and leaves alone what follows
// Says: of two connections at the same time
// Violates: on several ones at the same time
export * from "../socket.ts";
const header = new Uint8Array(4);
export async function readFrame(connection: Deno.Conn, { limit }: { limit: number }) {
  const got = await fill(connection, header);
  const length = new DataView(header.buffer).getUint32(0);
  if (got === 4 && length > limit) throw new RangeError("too long");
  if (got === 0) return null;
  const bytes = new Uint8Array(got < 4 ? 1 : length);
  if (await fill(connection, bytes) < bytes.length) throw new Deno.errors.UnexpectedEof("cut");
  return bytes;
}

async function fill(connection: Deno.Conn, bytes: Uint8Array): Promise<number> {
  let got = 0;
  while (got < bytes.length) {
    const more = await connection.read(bytes.subarray(got));
    if (more === null) return got;
    got += more;
  }
  return got;
}
