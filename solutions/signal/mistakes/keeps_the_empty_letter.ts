/** Mistake: it gives back the empty letter, too. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: The last letter is empty
// Violates: The last letter is empty, and is left out
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  return [...await right(doorbell, mailbox), ""];
}
