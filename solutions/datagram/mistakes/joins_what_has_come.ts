/** Mistake: it joins all datagrams that have come, as if they were a stream. */
// Caught by: receive() gives one datagram for each call, and who has sent it
// Says: UDP, 5 bytes where 100 are allowed: Expected 5 bytes, got 7
// Violates: What one call of `receive()` has received
export * from "../datagram.ts";
import { type Fd, unread } from "lib/sys/fd.ts";
import { type Datagram, receive as right } from "../datagram.ts";

export function receive(socket: Fd, limit: number): Datagram {
  const datagram = right(socket, limit);
  const room = limit - datagram.bytes.length;
  if (unread(socket) === 0 || unread(socket) > room) return datagram;
  return { ...datagram, bytes: Uint8Array.of(...datagram.bytes, ...right(socket, room).bytes) };
}
