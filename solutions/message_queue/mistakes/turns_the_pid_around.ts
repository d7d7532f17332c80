/** Mistake: it puts the highest byte of the pid first. */
// Caught by: request() gives each client its own answer
// Says: and not with the four bytes of a pid
// Violates: the lowest first
export * from "../message_queue.ts";
import { msgrcv, msgsnd } from "lib/sys/msg.ts";

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const message = new Uint8Array(4 + body.length);
  new DataView(message.buffer).setUint32(0, Deno.pid);
  message.set(body, 4);
  msgsnd(requests, 1, message);
  return msgrcv(replies, 8192, Deno.pid).text;
}
