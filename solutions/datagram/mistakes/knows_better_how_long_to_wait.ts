/** Mistake: it never waits for more than a minute, however patient it has to be. */
// Caught by: ask() takes answers from the server only
// Says: got "silent"
// Violates: How long to wait, in milliseconds: from 1 to 3600000
export * from "../datagram.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

export function ask(
  address: SocketAddress,
  question: Uint8Array<ArrayBuffer>,
  { patience }: { patience: number },
): Uint8Array | "refused" | "silent" {
  return right(address, question, { patience: Math.min(patience, 60_000) });
}
