/** Mistake: it fills the array of its caller with zeros when it has asked. */
// Caught by: ask() gives the answer to its question
// Says: were changed by ask()
// Violates: They stay as they are
export * from "../datagram.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, { patience }: { patience: number }) {
  const answer = right(address, question, { patience });
  question.fill(0);
  return answer;
}
