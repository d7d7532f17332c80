/** Mistake: its buffer is never longer than 65536 bytes, so it does not see what is one byte too long. */
// Caught by: receive() refuses a datagram that is too long, and gives the next one
// Says: unix, 65537 bytes where 65536 are allowed
// Violates: When the next datagram is longer
export * from "../datagram.ts";
import { recvfrom } from "lib/sys/datagram.ts";
import type { Fd } from "lib/sys/fd.ts";
import type { Datagram } from "../datagram.ts";

const room = new Uint8Array(65536);

export function receive(socket: Fd, limit: number): Datagram {
  const { length, from } = recvfrom(socket, room);
  if (length > limit) throw new RangeError(`A datagram of ${length} bytes came`);
  return { bytes: room.slice(0, length), from };
}
