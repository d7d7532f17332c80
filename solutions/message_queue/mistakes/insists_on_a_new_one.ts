/** Mistake: it insists on a new queue, although there is one. */
// Caught by: openQueue() opens a queue that is there, also one that somebody makes meanwhile
// Says: it threw EEXIST
// Violates: Opens the message queue of a key
export * from "../message_queue.ts";
import { IPC_CREAT, IPC_EXCL, IPC_STAT, msgctl, msgget } from "lib/sys/msg.ts";
import { openQueue as rightOpenQueue } from "../message_queue.ts";

export function openQueue(key: number, limit?: number): number {
  msgctl(msgget(key, IPC_CREAT | IPC_EXCL | 0o600), IPC_STAT);
  return rightOpenQueue(key, limit);
}
