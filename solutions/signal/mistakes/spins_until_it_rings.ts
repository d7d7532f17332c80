/** Mistake: it asks in every turn of the event loop whether it has rung. */
// Caught by: receiveAll() gets every letter, if the doorbell rings for nothing or once for many
// Says: receiveAll() wakes up again and again
// Violates: your process stays alive and sleeps
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  let received = false;
  const receiving = right(doorbell, mailbox).finally(() => received = true);
  while (!received) await new Promise((resolve) => setImmediate(resolve));
  return await receiving;
}
