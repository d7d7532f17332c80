/** Mistake: it waits for a server that is not there, although its caller wants to know at once. */
// Caught by: upload() reads the answer while it sends, and throws when the server hangs up
// Says: after a while
// Violates: At once when nobody listens there, with the code `ECONNREFUSED` or `ENOENT`.
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  using connection = await connectWithin(address, 1500);
  const send = async () => {
    for (let sent = 0; sent < bytes.length;) sent += await connection.write(bytes.subarray(sent));
    await connection.closeWrite();
  };
  const [answer] = await Promise.all([new Response(connection.readable).bytes(), send()]);
  return answer;
}
