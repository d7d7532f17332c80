/** Mistake: a timer that keeps it alive goes off every 900 milliseconds. */
// Caught by: receiveAll() gets every letter, if the doorbell rings for nothing or once for many
// Says: receiveAll() is woken by timers again and again: 3
// Violates: your timers go off once a second at most
export * from "../signal.ts";
import { receiveAll as right } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const awake = setInterval(() => {}, 900);
  return await right(doorbell, mailbox).finally(() => clearInterval(awake));
}
