/** Mistake: it does not await its own write, and nobody catches what goes wrong there. */
// Caught by: ask() throws when no answer comes, and hangs up
// Says: ask() left an error that nobody caught
// Violates: as {@linkcode writeFrame} and {@linkcode readFrame} do
export * from "../socket.ts";
import { type Address, connectWithin, readFrame, writeFrame } from "../socket.ts";

export async function ask(
  address: Address,
  message: Uint8Array,
  { limit }: { limit: number },
): Promise<Uint8Array> {
  using connection = await connectWithin(address, 0);
  writeFrame(connection, message);
  const answer = await readFrame(connection, { limit });
  if (answer === null) throw new Deno.errors.UnexpectedEof("no answer");
  return answer;
}
