/** Mistake: it has two bytes for the pid only. */
// Caught by: request() gives each client its own answer
// Says: has 2 bytes
// Violates: in four bytes
export * from "../message_queue.ts";
import { msgrcv, msgsnd } from "lib/sys/msg.ts";

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const message = new Uint8Array(2 + body.length);
  new DataView(message.buffer).setUint16(0, Deno.pid, true);
  message.set(body, 2);
  msgsnd(requests, 1, message);
  return msgrcv(replies, 8192, Deno.pid).text;
}
