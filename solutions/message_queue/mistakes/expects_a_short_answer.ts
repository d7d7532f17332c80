/** Mistake: it has no room for a long answer. */
// Caught by: request() gives each client its own answer
// Says: it threw E2BIG
// Violates: The answer, however long
export * from "../message_queue.ts";
import { msgrcv, msgsnd } from "lib/sys/msg.ts";

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const message = new Uint8Array(4 + body.length);
  new DataView(message.buffer).setUint32(0, Deno.pid, true);
  message.set(body, 4);
  again(() => msgsnd(requests, 1, message));
  return again(() => msgrcv(replies, 1024, Deno.pid)).text;
}

function again<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if ((error as { code?: string }).code !== "EINTR") throw error;
    return again(call);
  }
}
