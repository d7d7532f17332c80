/** Mistake: it does not wait for the answer. */
// Caught by: request() gives each client its own answer
// Says: An answer of
// Violates: Asks a server, and waits for its answer
export * from "../message_queue.ts";
import { IPC_NOWAIT, msgrcv, msgsnd } from "lib/sys/msg.ts";

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const message = new Uint8Array(4 + body.length);
  new DataView(message.buffer).setUint32(0, Deno.pid, true);
  message.set(body, 4);
  msgsnd(requests, 1, message);
  try {
    return msgrcv(replies, 8192, Deno.pid, IPC_NOWAIT).text;
  } catch {
    return new Uint8Array(0);
  }
}
