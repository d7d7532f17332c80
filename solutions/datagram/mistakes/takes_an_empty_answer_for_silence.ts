/** Mistake: it takes an answer without bytes for silence. */
// Caught by: ask() gives the answer to its question
// Says: An answer of 0 bytes: Expected bytes
// Violates: The answer, which may have no bytes
export * from "../datagram.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, { patience }: { patience: number }) {
  const answer = right(address, question, { patience });
  return answer.length === 0 ? "silent" : answer;
}
