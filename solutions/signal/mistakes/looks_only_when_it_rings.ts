/** Mistake: it waits for the doorbell before it looks into the mailbox for the first time. */
// Caught by: receiveAll() takes letters out of the mailbox that were there before it listened
// Says: receiveAll() is idle in its event loop
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
