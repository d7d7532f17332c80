/** Mistake: it waits for an answer, however long that takes. */
// Caught by: ask() asks once, and gives up when its patience is over
// Says: ask() did not return
// Violates: How long to wait, in milliseconds
export * from "../datagram.ts";
import type { SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, _: { patience: number }) {
  return right(address, question, { patience: -1 });
}
