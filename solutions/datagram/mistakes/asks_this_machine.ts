/** Mistake: it takes the port from the address only, and asks 127.0.0.1. */
// Caught by: ask() gives the answer to its question
// Says: An answer of 1 bytes: Expected bytes (a Uint8Array), got "refused"
// Violates: as `inet()` makes it
export * from "../datagram.ts";
import { inet, type SocketAddress } from "lib/sys/socket.ts";
import { ask as right } from "../datagram.ts";

type Bytes = Uint8Array<ArrayBuffer>;

export function ask(address: SocketAddress, question: Bytes, _: { patience: number }) {
  const port = address[2]! << 8 | address[3]!;
  return right(inet("127.0.0.1", port), question, { patience: 1000 });
}
