/** Mistake: it returns what it has received of the answer when the connection breaks. */
// Caught by: upload() reads the answer while it sends, and throws when the server hangs up
// Says: When the server breaks off its answer, upload() returns
// Violates: or breaks off its answer
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await connectWithin(address, 0);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reading = (async () => {
    for await (const part of connection.readable) parts.push(part);
  })().catch(() => {});
  for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
  await connection.closeWrite().catch(() => {});
  await reading;
  return await new Blob(parts).bytes();
}
