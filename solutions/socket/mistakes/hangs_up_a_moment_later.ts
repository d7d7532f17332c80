/** Mistake: it hangs up in a later turn of the event loop, when its caller has gone on. */
// Caught by: ask() sends a frame and returns the answer
// Says: ask() has returned, and hangs up by a timer a moment later
// Violates: up when it returns or throws
export * from "../socket.ts";
import { type Address, connectWithin, readFrame, writeFrame } from "../socket.ts";

export async function ask(address: Address, message: Uint8Array, options: { limit: number }) {
  const connection = await connectWithin(address, 0);
  try {
    await writeFrame(connection, message);
    const answer = await readFrame(connection, options);
    if (answer === null) throw new Deno.errors.UnexpectedEof("no answer");
    return answer;
  } finally {
    setTimeout(() => connection.close(), 0);
  }
}
