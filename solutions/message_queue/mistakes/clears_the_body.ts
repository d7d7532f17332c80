/** Mistake: it clears the body that it has sent. */
// Caught by: request() gives each client its own answer
// Says: were changed by request()
// Violates: They stay as they are
export * from "../message_queue.ts";
import { request as rightRequest } from "../message_queue.ts";

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const answer = rightRequest(requests, replies, body);
  body.fill(0);
  return answer;
}
