/** Mistake: it refuses to listen without a name. */
// Caught by: listenAt() listens there, and lets so many wait
// Says: it threw RangeError
// Violates: and for the path `""`, the kernel
export * from "../address.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  if ("path" in address && address.path === "") throw new RangeError("There is no path");
  return right(address, backlog);
}
