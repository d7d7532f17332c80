/** Mistake: it does not take the last letter out of the mailbox. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: has to be taken out of the mailbox, too
// Violates: Take each letter out of the folder when you have read it.
export * from "../signal.ts";
import { receiveAll as receiveWell } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters = await receiveWell(doorbell, mailbox);
  Deno.writeTextFileSync(`${mailbox}/${letters.length + 1}`, "");
  return letters;
}
