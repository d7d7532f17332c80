/** Mistake: it closes the connection to say that it is done, and cannot read the answer any more. */
// Caught by: upload() ends its own side only, and returns the whole answer
// Says: upload() threw
// Violates: tells it by the end of the stream that these were all, and receives the answer
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  const connection = await connectWithin(address, 0);
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
  connection.close();
  return await new Response(connection.readable).bytes();
}
