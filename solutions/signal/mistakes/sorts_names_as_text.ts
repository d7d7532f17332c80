/** Mistake: it sorts the names as text: 10 comes before 2. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: Letter 2 says
// Violates: as files named `1`, `2`, `3` and so on, in this order
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters = await right(doorbell, mailbox);
  const names = letters.map((_, i) => `${i + 1}`).sort();
  return names.map((name) => letters[Number(name) - 1]!);
}
