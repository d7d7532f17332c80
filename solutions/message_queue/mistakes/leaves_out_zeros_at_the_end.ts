/** Mistake: it takes zeros at the end of an answer for what its buffer held before. */
// Caught by: request() gives each client its own answer
// Says: An answer of 60 bytes to client
// Violates: The answer, however long
export * from "../message_queue.ts";
import { request as right } from "../message_queue.ts";

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const answer = right(requests, replies, body);
  return answer.slice(0, answer.findLastIndex((byte) => byte !== 0) + 1);
}
