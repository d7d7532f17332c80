/** Mistake: it returns the answer, and does not hang up. */
// Caught by: ask() sends a frame and returns the answer
// Says: ask() has returned, and leaves 4 sockets open
// Violates: has hung up when it returns or throws
export * from "../socket.ts";
import { type Address, connectWithin, readFrame, writeFrame } from "../socket.ts";

export async function ask(
  address: Address,
  message: Uint8Array,
  { limit }: { limit: number },
): Promise<Uint8Array> {
  const connection = await connectWithin(address, 0);
  await writeFrame(connection, message);
  const answer = await readFrame(connection, { limit });
  if (answer === null) throw new Deno.errors.UnexpectedEof("no answer");
  return answer;
}
