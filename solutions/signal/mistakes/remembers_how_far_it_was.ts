/** Mistake: the next call for the same folder goes on with the next number. */
// Caught by: receiveAll() may run several times, side by side, and throws when there is no folder
// Says: "link", which was emptied before
// Violates: files named `1`, `2`, `3` and so on
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

const emptied = new Set<string>();

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  if (emptied.has(mailbox)) await new Promise((resolve) => setTimeout(resolve, 2 ** 31 - 1));
  const letters = await right(doorbell, mailbox);
  emptied.add(mailbox);
  return letters;
}
