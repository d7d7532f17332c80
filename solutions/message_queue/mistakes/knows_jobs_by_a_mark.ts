/** Mistake: it takes only jobs that its own program has sent. */
// Caught by: doJobs() does what a program has left in the queue that has ended
// Says: Jobs that perl has left
// Violates: of these the oldest
export * from "../message_queue.ts";
import { IPC_STAT, msgctl, msgrcv } from "lib/sys/msg.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  if (msgctl(queue, IPC_STAT).lastSender === Deno.pid) return await rightDoJobs(queue, handle);
  while (msgctl(queue, IPC_STAT).messages > 1) msgrcv(queue, 8192, -9);
  return await rightDoJobs(queue, handle);
}
