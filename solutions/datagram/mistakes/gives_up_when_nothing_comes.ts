/** Mistake: it gives up when no datagram comes for a minute. */
// Caught by: receive() waits while there is no datagram
// Says: it threw Error (Nothing came)
// Violates: waits while there is none
export * from "../datagram.ts";
import type { Fd } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { type Datagram, receive as right } from "../datagram.ts";

export function receive(socket: Fd, limit: number): Datagram {
  const [came] = poll([{ fd: socket, events: POLLIN }], 60_000);
  if (!came) throw new Error("Nothing came");
  return right(socket, limit);
}
