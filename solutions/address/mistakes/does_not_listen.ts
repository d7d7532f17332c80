/** Mistake: it does not call listen(). */
// Caught by: listenAt() listens there, and lets so many wait
// Says: it does not listen
// Violates: Makes a stream socket that listens
export * from "../address.ts";
import type { Fd } from "lib/sys/fd.ts";
import { bind, socket } from "lib/sys/socket.ts";
import { encode } from "../address.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  const fd = socket({ unix: 1, inet: 2, inet6: 10 }[address.family]);
  bind(fd, encode(address));
  return backlog < 0 ? right(address, backlog) : fd;
}
