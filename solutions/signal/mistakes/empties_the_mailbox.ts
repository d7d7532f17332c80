/** Mistake: it removes the letters behind the last one, too. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: It lay behind the last letter
// Violates: what lies behind it stays
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters = await right(doorbell, mailbox);
  for (const { name } of Deno.readDirSync(mailbox)) {
    if (/^[1-9]\d*$/.test(name)) Deno.removeSync(`${mailbox}/${name}`);
  }
  return letters;
}
