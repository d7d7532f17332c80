/** Mistake: it waits for whole seconds, at least for one. */
// Caught by: ask() asks once, and gives up when its patience is over
// Says: ms or longer each time
// Violates: How long to wait, in milliseconds
export * from "../datagram.ts";
import { ask as right } from "../datagram.ts";
import type { SocketAddress } from "lib/sys/socket.ts";

type How = { patience: number };

export function ask(address: SocketAddress, question: Uint8Array<ArrayBuffer>, how: How) {
  return right(address, question, { patience: Math.ceil(how.patience / 1000) * 1000 });
}
