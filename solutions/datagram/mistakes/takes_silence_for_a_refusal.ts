/** Mistake: it says "refused" when no answer comes. */
// Caught by: ask() asks once, and gives up when its patience is over
// Says: A patience of 1 ms, and no answer
// Violates: `"silent"` when the time is over
export * from "../datagram.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, { patience }: { patience: number }) {
  const answer = right(address, question, { patience });
  return answer === "silent" ? "refused" : answer;
}
