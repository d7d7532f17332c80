/** Mistake: it returns when it has a hundred letters. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: and receiveAll() gave 100 letters only
// Violates: named `1`, `2`, `3` and so on
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  return (await right(doorbell, mailbox)).slice(0, 100);
}
