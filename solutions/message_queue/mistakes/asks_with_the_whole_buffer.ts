/** Mistake: it sends the buffer that the body is a part of. */
// Caught by: request() gives each client its own answer
// Says: A request with 0 bytes: Expected
// Violates: No bytes, or up to four fewer
export * from "../message_queue.ts";
import { request as rightRequest } from "../message_queue.ts";

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  return rightRequest(requests, replies, new Uint8Array(body.buffer).slice(0, body.length + 1));
}
