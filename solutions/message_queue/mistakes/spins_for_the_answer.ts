/** Mistake: it asks again and again whether the answer is there. */
// Caught by: request() waits for room and for its answer, and throws when a queue is gone
// Says: request() keeps a processor busy
// Violates: While it waits, it keeps no processor busy
export * from "../message_queue.ts";
import { IPC_STAT, msgctl } from "lib/sys/msg.ts";
import { request as rightRequest } from "../message_queue.ts";

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const { lastReceiver } = msgctl(replies, IPC_STAT);
  const before = msgctl(requests, IPC_STAT).bytes;
  if (lastReceiver !== 0 || before < 9000) return rightRequest(requests, replies, body);
  while (msgctl(requests, IPC_STAT).bytes > 9000);
  return rightRequest(requests, replies, body);
}
