/** Mistake: it takes a missing folder for an empty one. */
// Caught by: receiveAll() may run several times, side by side, and throws when there is no folder
// Says: The folder is missing, and receiveAll() still waits
// Violates: At once, when there is no such folder.
export * from "../signal.ts";
import { receiveAll as right, waitFor } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  try {
    return await right(doorbell, mailbox);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    await waitFor(doorbell);
    return await receiveAll(doorbell, mailbox);
  }
}
