/** Mistake: it sets SO_REUSEPORT, so that two listeners may have the same port. */
// Caught by: listenAt() throws when the address is taken or is none of this machine, and leaves nothing open
// Says: A second listener at the same port: it did not throw
// Violates: `EADDRINUSE`, when somebody listens there
export * from "../address.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import * as sockets from "lib/sys/socket.ts";
import { encode } from "../address.ts";
import { type Address, listenAt as right } from "../address.ts";

const { AF_INET, AF_INET6, bind, int, listen, setsockopt, socket } = sockets;
const SO_REUSEPORT = 15;

export function listenAt(address: Address, backlog: number): Fd {
  if (!("port" in address)) return right(address, backlog);
  const fd = socket(address.family === "inet" ? AF_INET : AF_INET6);
  try {
    for (const option of [2, SO_REUSEPORT]) setsockopt(fd, option, int(1));
    bind(fd, encode(address));
    listen(fd, backlog);
    return fd;
  } catch (error) {
    throw close(fd), error;
  }
}
