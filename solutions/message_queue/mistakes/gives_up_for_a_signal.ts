/** Mistake: it fails when a signal comes while it waits. */
// Caught by: request() waits for room and for its answer, and throws when a queue is gone
// Says: A signal came while request() waited: it threw EINTR
// Violates: A signal
export * from "../message_queue.ts";
import { msgrcv, msgsnd } from "lib/sys/msg.ts";

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const message = new Uint8Array(4 + body.length);
  new DataView(message.buffer).setUint32(0, Deno.pid, true);
  message.set(body, 4);
  msgsnd(requests, 1, message);
  return msgrcv(replies, 8192, Deno.pid).text;
}
