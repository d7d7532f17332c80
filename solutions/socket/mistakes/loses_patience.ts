/** Mistake: it gives up when the answer has not come within a minute. */
// Caught by: ask() sends a frame and returns the answer
// Says: The server answered after a month, and ask() had thrown
// Violates: however long that takes
export * from "../socket.ts";
import { type Address, connectWithin, readFrame, writeFrame } from "../socket.ts";

export async function ask(address: Address, message: Uint8Array, options: { limit: number }) {
  using connection = await connectWithin(address, 0);
  await writeFrame(connection, message);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Deno.errors.TimedOut("no answer")), 60_000);
  });
  const answer = await Promise.race([readFrame(connection, options), late])
    .finally(() => clearTimeout(timer));
  if (answer === null) throw new Deno.errors.UnexpectedEof("no answer");
  return answer;
}
