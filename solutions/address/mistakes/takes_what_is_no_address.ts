/** Mistake: it takes what is no address for a free port. */
// Caught by: listenAt() throws when the address is taken or is none of this machine, and leaves nothing open
// Says: The port 65536: it did not throw
// Violates: As `encode()` does
export * from "../address.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  try {
    return right(address, backlog);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return right({ family: "inet", host: "127.0.0.1", port: 0 }, backlog);
  }
}
