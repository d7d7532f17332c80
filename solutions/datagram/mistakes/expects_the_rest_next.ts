/** Mistake: it takes what comes after a long datagram for the rest of it. */
// Caught by: receive() refuses a datagram that is too long, and gives the next one
// Says: receive() waits in recvfrom
// Violates: what follows it is still there
export * from "../datagram.ts";
import { recvfrom } from "lib/sys/datagram.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Datagram, receive as right } from "../datagram.ts";

export function receive(socket: Fd, limit: number): Datagram {
  try {
    return right(socket, limit);
  } catch (error) {
    if (error instanceof RangeError) recvfrom(socket, new Uint8Array(65536));
    throw error;
  }
}
