/** Mistake: it removes the queue when it is done, although other workers need it. */
// Caught by: finish() ends all workers, those that wait and those that come later
// Says: it threw E
// Violates: The queue, which stays
export * from "../message_queue.ts";
import { IPC_RMID, msgctl } from "lib/sys/msg.ts";
import { doJobs as rightDoJobs } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  const done = await rightDoJobs(queue, handle);
  msgctl(queue, IPC_RMID);
  return done;
}
