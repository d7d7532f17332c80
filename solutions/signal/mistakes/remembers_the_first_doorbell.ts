/** Mistake: it listens to the doorbell of the first call for all of them. */
// Caught by: receiveAll() may run several times, side by side, and throws when there is no folder
// Says: The doorbell SIGVTALRM of the third one has rung
// Violates: Which signal rings
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

let bell: Deno.Signal | undefined;

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  return await right(bell ??= doorbell, mailbox);
}
