/** Mistake: all calls put their letters into the same list. */
// Caught by: receiveAll() may run several times, side by side, and throws when there is no folder
// Says: Six received
// Violates: Several may receive at the same time
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

const letters: string[] = [];

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  letters.push(...await right(doorbell, mailbox));
  return letters;
}
