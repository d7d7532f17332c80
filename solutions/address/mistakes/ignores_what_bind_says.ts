/** Mistake: it ignores that bind() fails: then listen() chooses another port. */
// Caught by: listenAt() throws when the address is taken or is none of this machine, and leaves nothing open
// Says: A port where somebody listens: it did not throw
// Violates: `EADDRINUSE`, when somebody listens there
export * from "../address.ts";
import type { Fd } from "lib/sys/fd.ts";
import { SysError } from "lib/sys/errno.ts";
import { AF_INET, AF_INET6, listen, socket } from "lib/sys/socket.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  try {
    return right(address, backlog);
  } catch (error) {
    if (!("port" in address) || !(error instanceof SysError)) throw error;
    const fd = socket(address.family === "inet" ? AF_INET : AF_INET6);
    listen(fd, backlog);
    return fd;
  }
}
