/** Mistake: it puts the number of bytes before an upload, where nobody expects it. */
// Caught by: ask() and upload() get an echo from servers that others have written
// Says: the first wrong byte is at index
// Violates: without any frame
export * from "../socket.ts";
import { type Address, connectWithin, writeFrame } from "../socket.ts";

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await connectWithin(address, 0);
  const [answer] = await Promise.all([
    new Response(connection.readable).bytes(),
    writeFrame(connection, bytes).then(() => connection.closeWrite()),
  ]);
  return answer;
}
