/** Mistake: it listens to SIGUSR2, whatever the doorbell is. */
// Caught by: receiveAll() gets every letter, if the doorbell rings for nothing or once for many
// Says: left in the mailbox: 50, from 1 on
// Violates: Which signal rings.
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(_doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  return await right("SIGUSR2", mailbox);
}
