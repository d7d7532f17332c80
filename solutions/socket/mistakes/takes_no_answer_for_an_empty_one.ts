/** Mistake: it returns no bytes when the server hangs up without an answer. */
// Caught by: ask() throws when no answer comes, and hangs up
// Says: returns 0 bytes
// Violates: ends the stream without a whole answer
export * from "../socket.ts";
import { type Address, connectWithin, readFrame, writeFrame } from "../socket.ts";

export async function ask(
  address: Address,
  message: Uint8Array,
  { limit }: { limit: number },
): Promise<Uint8Array> {
  using connection = await connectWithin(address, 0);
  await writeFrame(connection, message);
  return await readFrame(connection, { limit }) ?? new Uint8Array();
}
