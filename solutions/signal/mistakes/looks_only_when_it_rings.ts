/** Mistake: it waits for the doorbell before it looks into the mailbox for the first time. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: left in the mailbox: 106, from 1 on
// Violates: Nobody rings for letters that were there before you came.
export * from "../signal.ts";
import { receiveAll as receiveWell, waitFor } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const keep = () => {};
  Deno.addSignalListener(doorbell, keep);
  try {
    await waitFor(doorbell);
    return await receiveWell(doorbell, mailbox);
  } finally {
    Deno.removeSignalListener(doorbell, keep);
  }
}
