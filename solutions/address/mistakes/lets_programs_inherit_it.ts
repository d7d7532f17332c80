/** Mistake: it lets programs inherit the socket. */
// Caught by: listenAt() listens there, and lets so many wait
// Says: would inherit it
// Violates: which programs do not inherit
export * from "../address.ts";
import { F_SETFD, fcntl, type Fd } from "lib/sys/fd.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  const fd = right(address, backlog);
  fcntl(fd, F_SETFD, 0);
  return fd;
}
