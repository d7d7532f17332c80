/** Mistake: it counts its jobs in one byte, and begins again at 256. */
// Caught by: doJobs() does the most urgent job first, and each as it was submitted
// Says: 300 jobs of 0 to 2 bytes: how many jobs it says that it has done
// Violates: How many jobs it has done
export * from "../message_queue.ts";
import { doJobs as right } from "../message_queue.ts";

type Handle = (job: Uint8Array) => void | Promise<void>;

export async function doJobs(queue: number, handle: Handle): Promise<number> {
  return await right(queue, handle) & 255;
}
