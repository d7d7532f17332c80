/** Mistake: it removes all listeners of the doorbell, as if nobody else had one. */
// Caught by: receiveAll() may run several times, side by side, and throws when there is no folder
// Says: A listener of somebody else is gone
// Violates: other listeners stay
export * from "../signal.ts";
import process from "node:process";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  return await right(doorbell, mailbox).finally(() => process.removeAllListeners(doorbell));
}
