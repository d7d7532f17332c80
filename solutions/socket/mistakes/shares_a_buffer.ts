/** Mistake: it puts the frames of all connections into the same buffer. */
// Caught by: writeFrame() sends the length and all the bytes, also to a reader that waits
// Says: of two connections: Expected
// Violates: on several ones at the same time
export * from "../socket.ts";
let frame = new Uint8Array();

export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  if (frame.length < 4 + bytes.length) frame = new Uint8Array(4 + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length);
  frame.set(bytes, 4);
  const all = frame.subarray(0, 4 + bytes.length);
  for (let sent = 0; sent < all.length;) sent += await connection.write(all.subarray(sent));
}
