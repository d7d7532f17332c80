/** Mistake: it starts to read, and nobody catches what goes wrong there while it sends. */
// Caught by: upload() reads the answer while it sends, and throws when the server hangs up
// Says: upload() left an error that nobody caught
// Violates: When the server hangs up or refuses to receive before it has all of the bytes
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await connectWithin(address, 0);
  const answer = new Response(connection.readable).bytes();
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
  await connection.closeWrite();
  return await answer;
}
