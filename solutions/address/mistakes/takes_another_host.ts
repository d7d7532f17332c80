/** Mistake: it listens for all hosts when this machine does not have that one. */
// Caught by: listenAt() throws when the address is taken or is none of this machine, and leaves nothing open
// Says: A foreign host: it did not throw
// Violates: when this machine has no such host
export * from "../address.ts";
import type { Fd } from "lib/sys/fd.ts";
import { SysError } from "lib/sys/errno.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  try {
    return right(address, backlog);
  } catch (error) {
    if (!(error instanceof SysError) || error.code !== "EADDRNOTAVAIL") throw error;
    return right({ family: "inet", host: "0.0.0.0", port: 0 }, backlog);
  }
}
