/** Mistake: it sends everything, but does not tell the server that this was all. */
// Caught by: upload() ends its own side only, and returns the whole answer
// Says: whose other end is open in the test
// Violates: tells it by the end of the stream that these were all
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await connectWithin(address, 0);
  const answer = new Response(connection.readable).bytes();
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
  return await answer;
}
