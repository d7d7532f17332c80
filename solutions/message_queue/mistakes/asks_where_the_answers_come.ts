/** Mistake: it asks in the queue for the answers. */
// Caught by: request() gives each client its own answer
// Says: waits in msgrcv for a message of type
// Violates: The queue that the server receives from
export * from "../message_queue.ts";
import { request as rightRequest } from "../message_queue.ts";

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  return rightRequest(replies, requests, body);
}
