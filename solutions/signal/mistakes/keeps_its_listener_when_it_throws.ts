/** Mistake: it removes its listener only when all goes well. */
// Caught by: receiveAll() may run several times, side by side, and throws when there is no folder
// Says: receiveAll() threw NotFound, and its listener is still there
// Violates: When you return or throw, your listener is gone
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const keep = () => {};
  Deno.addSignalListener(doorbell, keep);
  const letters = await right(doorbell, mailbox);
  Deno.removeSignalListener(doorbell, keep);
  return letters;
}
