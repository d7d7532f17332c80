/** Mistake: it takes the number at the beginning of a name for the whole name. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: and "2.part" is gone
// Violates: files with other names, such as `2.part`, are not for you
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters = await right(doorbell, mailbox);
  for (const { name } of Deno.readDirSync(mailbox)) {
    const number = parseInt(name);
    if (number > 0 && number <= letters.length) Deno.removeSync(`${mailbox}/${name}`);
  }
  return letters;
}
