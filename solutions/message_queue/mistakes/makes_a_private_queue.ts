/** Mistake: it makes a queue without a key, which nobody else can find. */
// Caught by: openQueue() makes an empty queue, which only its user may use
// Says: afterwards nothing has the key
// Violates: by which every process finds it
export * from "../message_queue.ts";
import { IPC_CREAT, IPC_PRIVATE, IPC_SET, IPC_STAT, msgctl, msgget } from "lib/sys/msg.ts";

export function openQueue(_key: number, limit?: number): number {
  const queue = msgget(IPC_PRIVATE, IPC_CREAT | 0o600);
  if (limit !== undefined) msgctl(queue, IPC_SET, { ...msgctl(queue, IPC_STAT), limit });
  return queue;
}
