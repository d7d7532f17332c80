/** Mistake: it gives an address also when the sender has none. */
// Caught by: receive() gives one datagram for each call, and who has sent it
// Says: the sender's address
// Violates: of length 0 when the sender has none
export * from "../datagram.ts";
import type { Fd } from "lib/sys/fd.ts";
import { unix } from "lib/sys/socket.ts";
import { type Datagram, receive as right } from "../datagram.ts";

export function receive(socket: Fd, limit: number): Datagram {
  const { bytes, from } = right(socket, limit);
  return { bytes, from: from.length === 0 ? unix("") : from };
}
