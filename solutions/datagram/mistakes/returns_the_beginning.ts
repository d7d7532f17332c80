/** Mistake: of a datagram that is too long it returns the beginning. */
// Caught by: receive() refuses a datagram that is too long, and gives the next one
// Says: it did not throw, although it had to throw RangeError
// Violates: When the next datagram is longer
export * from "../datagram.ts";
import { recvfrom } from "lib/sys/datagram.ts";
import type { Fd } from "lib/sys/fd.ts";
import type { Datagram } from "../datagram.ts";

export function receive(socket: Fd, limit: number): Datagram {
  const buffer = new Uint8Array(limit);
  const { length, from } = recvfrom(socket, buffer);
  return { bytes: buffer.subarray(0, length), from };
}
