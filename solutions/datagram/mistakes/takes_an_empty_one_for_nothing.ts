/** Mistake: it leaves out datagrams without bytes. */
// Caught by: receive() gives one datagram for each call, and who has sent it
// Says: UDP, 0 bytes where 512 are allowed: Expected 0 bytes, got 1
// Violates: which may be none
export * from "../datagram.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Datagram, receive as right } from "../datagram.ts";

export function receive(socket: Fd, limit: number): Datagram {
  for (;;) {
    const datagram = right(socket, limit);
    if (datagram.bytes.length > 0) return datagram;
  }
}
