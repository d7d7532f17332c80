/** Mistake: it takes what one read brings for the whole answer. */
// Caught by: upload() ends its own side only, and returns the whole answer
// Says: The answer to 1 bytes:
// Violates: The whole answer
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await connectWithin(address, 0);
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
  await connection.closeWrite();
  const answer = new Uint8Array(65536);
  return answer.subarray(0, await connection.read(answer) ?? 0);
}
