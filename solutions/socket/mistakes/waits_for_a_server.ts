/** Mistake: it waits for a server that is not there, although its caller wants to know at once. */
// Caught by: ask() throws when no answer comes, and hangs up
// Says: after a while
// Violates: At once when nobody listens there, with the code `ECONNREFUSED` or `ENOENT`
export * from "../socket.ts";
import { type Address, connectWithin, readFrame, writeFrame } from "../socket.ts";

export async function ask(
  address: Address,
  message: Uint8Array,
  { limit }: { limit: number },
): Promise<Uint8Array> {
  using connection = await connectWithin(address, 1500);
  await writeFrame(connection, message);
  const answer = await readFrame(connection, { limit });
  if (answer === null) throw new Deno.errors.UnexpectedEof("no answer");
  return answer;
}
