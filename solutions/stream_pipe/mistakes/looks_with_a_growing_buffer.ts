/** Mistake: it looks with a larger and larger buffer until the job fits, and then takes what is there. */
// Caught by: nextJob() shares a queue with other workers
// Says: no worker got them whole
// Violates: each job goes to one of them, whole
export * from "../stream_pipe.ts";
import type { Fd } from "lib/sys/fd.ts";
import { MSG_PEEK, receive } from "lib/sys/message.ts";

export function nextJob(queue: Fd): Uint8Array | null {
  let buffer = new Uint8Array(1024);
  while (buffer.length <= 65536 && receive(queue, buffer, MSG_PEEK) === buffer.length) {
    buffer = new Uint8Array(2 * buffer.length);
  }
  const length = receive(queue, buffer);
  return length === 0 ? null : buffer.slice(0, length);
}
