/** Mistake: it does not set SO_REUSEADDR. */
// Caught by: listenAt() does not mind connections that an earlier listener has left
// Says: a connection in TIME_WAIT: it threw EADDRINUSE
// Violates: are no obstacle
export * from "../address.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { bind, listen, socket } from "lib/sys/socket.ts";
import { encode } from "../address.ts";
import type { Address } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  const name = encode(address);
  const fd = socket({ unix: 1, inet: 2, inet6: 10 }[address.family]);
  try {
    bind(fd, name);
    listen(fd, backlog);
    return fd;
  } catch (error) {
    close(fd);
    throw error;
  }
}
