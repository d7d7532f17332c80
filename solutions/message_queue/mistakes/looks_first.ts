/** Mistake: it looks for the queue and then makes it, and another process may do so in between. */
// Caught by: openQueue() opens a queue that is there, also one that somebody makes meanwhile
// Says: Another process made the queue after a look of yours: it threw EEXIST
// Violates: at the same time get the same queue
export * from "../message_queue.ts";
import { SysError } from "lib/sys/errno.ts";
import { IPC_CREAT, IPC_EXCL, msgget } from "lib/sys/msg.ts";
import { openQueue as rightOpenQueue } from "../message_queue.ts";

export function openQueue(key: number, limit?: number): number {
  try {
    msgget(key, 0o600);
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "ENOENT") throw error;
    msgget(key, IPC_CREAT | IPC_EXCL | 0o600);
  }
  return rightOpenQueue(key, limit);
}
