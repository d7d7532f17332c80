/** Mistake: it takes away the blanks and newlines at the ends of a letter. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: Letter 1 says
// Violates: with every blank and newline
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  return (await right(doorbell, mailbox)).map((letter) => letter.trim());
}
