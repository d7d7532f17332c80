/** Mistake: it takes the question for text, and bytes that are none are lost. */
// Caught by: ask() gives the answer to its question
// Says: A question of 508 bytes: Expected 508 bytes
// Violates: Any bytes
export * from "../datagram.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, { patience }: { patience: number }) {
  const text = new TextDecoder().decode(question);
  return right(address, new TextEncoder().encode(text), { patience });
}
