/** Mistake: it makes a unix socket for packets. */
// Caught by: listenAt() listens there, and lets so many wait
// Says: it is no stream socket
// Violates: Makes a stream socket
export * from "../address.ts";
import { bind, listen, socket } from "lib/sys/socket.ts";
import { type Fd, SOCK_SEQPACKET } from "lib/sys/fd.ts";
import { type Address, encode, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  if (address.family !== "unix") return right(address, backlog);
  const fd = socket(1, SOCK_SEQPACKET);
  bind(fd, encode(address));
  listen(fd, backlog);
  return fd;
}
