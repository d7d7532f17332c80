/** Mistake: it keeps its listener, so the doorbell does nothing for ever. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: alive after SIGALRM
// Violates: When you return or throw, your listener is gone
export * from "../signal.ts";
import { receiveAll as receiveWell } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  Deno.addSignalListener(doorbell, () => {});
  return await receiveWell(doorbell, mailbox);
}
