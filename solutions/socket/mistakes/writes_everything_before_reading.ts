/** Mistake: it does not read while it sends, and both sides get stuck with a full connection. */
// Caught by: upload() reads the answer while it sends, and throws when the server hangs up
// Says: room
// Violates: may wait until somebody reads its answer
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await connectWithin(address, 0);
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
  await connection.closeWrite();
  return await new Response(connection.readable).bytes();
}
