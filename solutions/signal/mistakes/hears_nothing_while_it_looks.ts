/** Mistake: a ring is lost while it looks, although a letter may have come behind its back. */
// Caught by: receiveAll() misses no letter when the doorbell rings while it looks
// Says: The doorbell had rung while receiveAll() looked
// Violates: the doorbell may ring at any time, also for nothing and while you look
export * from "../signal.ts";
import { waitFor } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  const keep = () => {};
  Deno.addSignalListener(doorbell, keep);
  let letter: string | undefined;
  while (letter !== "") {
    const path = `${mailbox}/${letters.length + 1}`;
    letter = await Deno.readTextFile(path).catch(() => undefined);
    if (letter === undefined) {
      await waitFor(doorbell);
    } else {
      await Deno.remove(path);
      letters.push(letter);
    }
  }
  Deno.removeSignalListener(doorbell, keep);
  return letters.slice(0, -1);
}
