/** Mistake: it does not wait for a datagram. */
// Caught by: receive() waits while there is no datagram
// Says: it threw EAGAIN
// Violates: waits while there is none
export * from "../datagram.ts";
import { recvfrom } from "lib/sys/datagram.ts";
import type { Fd } from "lib/sys/fd.ts";
import { MSG_DONTWAIT } from "lib/sys/message.ts";
import type { Datagram } from "../datagram.ts";

export function receive(socket: Fd, limit: number): Datagram {
  const buffer = new Uint8Array(limit + 1);
  const { length, from } = recvfrom(socket, buffer, MSG_DONTWAIT);
  if (length > limit) throw new RangeError(`${length} bytes are too many`);
  return { bytes: buffer.subarray(0, length), from };
}
