/** Mistake: it joins all datagrams that have come, as if they were a stream. */
// Caught by: receive() gives one datagram for each call, and who has sent it
// Says: UDP, 5 bytes where 100 are allowed: Expected 5 bytes, got 6
// Violates: Receives the next datagram
export * from "../datagram.ts";
import { concat } from "lib/testing/bytes.ts";
import { type Fd, unread } from "lib/sys/fd.ts";
import { type Datagram, receive as right } from "../datagram.ts";

export function receive(socket: Fd, limit: number): Datagram {
  const datagram = right(socket, limit);
  for (let more = 0; more < 2; more++) {
    if (unread(socket) > limit) break;
    datagram.bytes = concat(datagram.bytes, right(socket, limit).bytes);
  }
  return datagram;
}
