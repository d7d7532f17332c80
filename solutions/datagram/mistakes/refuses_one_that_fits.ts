/** Mistake: it refuses a datagram that is exactly as long as it may be. */
// Caught by: receive() gives one datagram for each call, and who has sent it
// Says: UDP, 1 bytes where 1 are allowed: it threw RangeError
// Violates: from 0 to 65536
export * from "../datagram.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Datagram, receive as right } from "../datagram.ts";

export function receive(socket: Fd, limit: number): Datagram {
  const datagram = right(socket, limit);
  if (datagram.bytes.length === limit) throw new RangeError("The buffer is full");
  return datagram;
}
