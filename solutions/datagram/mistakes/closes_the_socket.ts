/** Mistake: it closes the socket when it has received something. */
// Caught by: receive() gives one datagram for each call, and who has sent it
// Says: EBADF
// Violates: which stays open
export * from "../datagram.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { type Datagram, receive as right } from "../datagram.ts";

export function receive(socket: Fd, limit: number): Datagram {
  try {
    return right(socket, limit);
  } finally {
    close(socket);
  }
}
