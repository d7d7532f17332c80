/** Mistake: it makes a slash of each backslash in the path. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: */n
// Violates: it may contain any character
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  return await right(doorbell, mailbox.replaceAll("\\", "/"));
}
