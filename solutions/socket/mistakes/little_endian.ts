/** Mistake: it sends the length with the least significant byte first. */
// Caught by: writeFrame() sends the length and all the bytes, also to a reader that waits
// Says: The header of 258 bytes was 2, 1, 0, 0
// Violates: the most significant one first
export * from "../socket.ts";
export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  const frame = new Uint8Array(4 + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length, true);
  frame.set(bytes, 4);
  for (let sent = 0; sent < frame.length;) sent += await connection.write(frame.subarray(sent));
}
