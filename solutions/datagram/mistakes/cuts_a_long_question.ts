/** Mistake: it sends the beginning of a question that is too long. */
// Caught by: ask() tells that nobody receives there, and throws when the question is too long
// Says: A question of 65508 bytes to a port that is closed: it did not throw
// Violates: when the question is longer than a datagram can be
export * from "../datagram.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, { patience }: { patience: number }) {
  return right(address, question.subarray(0, 65507), { patience });
}
