/** Mistake: it leaves its socket open when no answer comes. */
// Caught by: ask() asks once, and gives up when its patience is over
// Says: descriptors open
// Violates: No descriptor is left open
export * from "../datagram.ts";
import { AF_INET, SOCK_DGRAM, socket, type SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, { patience }: { patience: number }) {
  const answer = right(address, question, { patience });
  if (answer === "silent") socket(AF_INET, SOCK_DGRAM);
  return answer;
}
