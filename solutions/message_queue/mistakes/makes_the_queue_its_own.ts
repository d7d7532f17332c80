/** Mistake: with the limit, it also sets whose the queue is. */
// Caught by: openQueue() opens a queue that is there, also one that somebody makes meanwhile
// Says: Whose it is
// Violates: A queue that is there keeps its messages, and who
export * from "../message_queue.ts";
import { IPC_CREAT, IPC_SET, IPC_STAT, msgctl, msgget } from "lib/sys/msg.ts";

export function openQueue(key: number, limit?: number): number {
  const queue = msgget(key, IPC_CREAT | 0o600);
  if (limit !== undefined) {
    const { mode } = msgctl(queue, IPC_STAT);
    msgctl(queue, IPC_SET, { uid: Deno.uid()!, gid: Deno.gid()!, mode, limit });
  }
  return queue;
}
