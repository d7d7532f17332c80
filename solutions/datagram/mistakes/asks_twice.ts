/** Mistake: it sends its question twice, because one may be lost. */
// Caught by: ask() asks once, and gives up when its patience is over
// Says: The lengths of the questions that came
// Violates: Sends a question by UDP, once
export * from "../datagram.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, { patience }: { patience: number }) {
  const answer = right(address, question, { patience: Math.ceil(patience / 2) });
  return answer === "silent" ? right(address, question, { patience }) : answer;
}
