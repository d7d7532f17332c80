/** Mistake: it sets all attributes together with the limit, also those that it has not looked at. */
// Caught by: openQueue() opens a queue that is there, also one that somebody makes meanwhile
// Says: The mode of the queue that was there
// Violates: and who may use it
export * from "../message_queue.ts";
import { IPC_SET, msgctl } from "lib/sys/msg.ts";
import { openQueue as rightOpenQueue } from "../message_queue.ts";

export function openQueue(key: number, limit?: number): number {
  const queue = rightOpenQueue(key);
  if (limit === undefined) return queue;
  msgctl(queue, IPC_SET, { uid: Deno.uid()!, gid: Deno.gid()!, mode: 0o600, limit });
  return queue;
}
