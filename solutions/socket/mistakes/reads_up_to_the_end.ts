/** Mistake: it takes all that comes up to the end of the stream for the answer. */
// Caught by: ask() sends a frame and returns the answer
// Says: ask() did not return in
// Violates: The answer, and nothing of what comes after it.
export * from "../socket.ts";
import { type Address, connectWithin, writeFrame } from "../socket.ts";

export async function ask(
  address: Address,
  message: Uint8Array,
  { limit }: { limit: number },
): Promise<Uint8Array> {
  using connection = await connectWithin(address, 0);
  await writeFrame(connection, message);
  const all = await new Response(connection.readable).bytes();
  if (all.length < 4) throw new Deno.errors.UnexpectedEof("no answer");
  if (all.length - 4 > limit) throw new RangeError("too long");
  return all.subarray(4);
}
