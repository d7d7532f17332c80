/** Mistake: it waits for the answer in the queue for requests. */
// Caught by: request() is answered by a server in perl
// Says: it was itself the last to send
// Violates: The queue for the answers to all clients
export * from "../message_queue.ts";
import { request as rightRequest } from "../message_queue.ts";

export function request(requests: number, _replies: number, body: Uint8Array): Uint8Array {
  return rightRequest(requests, requests, body);
}
