/** Mistake: it listens for all hosts. */
// Caught by: listenAt() listens there, and lets so many wait
// Says: its address
// Violates: Where; for the port 0
export * from "../address.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  if (address.family !== "inet") return right(address, backlog);
  return right({ ...address, host: "0.0.0.0" }, backlog);
}
