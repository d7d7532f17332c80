/** Mistake: it believes that one write takes the whole frame. */
// Caught by: writeFrame() sends the length and all the bytes, also to a reader that waits
// Says: it ends after
// Violates: When all of the frame has been sent.
export * from "../socket.ts";
export async function writeFrame(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  const frame = new Uint8Array(4 + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length);
  frame.set(bytes, 4);
  await connection.write(frame);
}
