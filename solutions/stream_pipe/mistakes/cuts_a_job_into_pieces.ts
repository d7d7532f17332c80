/** Mistake: it sends a long job in pieces, each of which is a packet of its own. */
// Caught by: submit() sends each job as one packet
// Says: The lengths of the packets
// Violates: as one packet
export * from "../stream_pipe.ts";
import { type Fd, write } from "lib/sys/fd.ts";

export function submit(queue: Fd, job: Uint8Array<ArrayBuffer>): void {
  if (job.length === 0 || job.length > 65536) throw new RangeError(`${job.length} bytes`);
  for (let sent = 0; sent < job.length; sent += 4096) write(queue, job.subarray(sent, sent + 4096));
}
