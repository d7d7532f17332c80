/** Mistake: it sets SO_REUSEADDR when it has called bind() already. */
// Caught by: listenAt() does not mind connections that an earlier listener has left
// Says: a connection in TIME_WAIT: it threw EADDRINUSE
// Violates: are no obstacle
export * from "../address.ts";
import { close, type Fd } from "lib/sys/fd.ts";
import { bind, int, listen, setsockopt, SO_REUSEADDR, socket } from "lib/sys/socket.ts";
import { encode } from "../address.ts";
import type { Address } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  const fd = socket({ unix: 1, inet: 2, inet6: 10 }[address.family]);
  try {
    bind(fd, encode(address));
    setsockopt(fd, SO_REUSEADDR, int(1));
    listen(fd, backlog);
    return fd;
  } catch (error) {
    close(fd);
    throw error;
  }
}
