/** Mistake: it puts each answer into the same buffer. */
// Caught by: request() gives each client its own answer
// Says: An answer of 5 bytes to client 1: Expected 5 bytes
// Violates: in an array of its own
export * from "../message_queue.ts";
import { request as rightRequest } from "../message_queue.ts";

const buffer = new Uint8Array(8192);

export function request(requests: number, replies: number, body: Uint8Array): Uint8Array {
  const answer = rightRequest(requests, replies, body);
  buffer.set(answer);
  return buffer.subarray(0, answer.length);
}
