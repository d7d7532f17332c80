/** Mistake: it removes what is at the path. */
// Caught by: listenAt() throws when the address is taken or is none of this machine, and leaves nothing open
// Says: A second listener at the same path: it did not throw
// Violates: or when the path exists
export * from "../address.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  if ("path" in address) {
    try {
      Deno.removeSync(address.path);
    } catch {
      // There is nothing.
    }
  }
  return right(address, backlog);
}
