/** Mistake: it lets 128 connections wait, whatever it was told. */
// Caught by: listenAt() listens there, and lets so many wait
// Says: with a backlog of 0: the backlog
// Violates: How many connections may wait to be accepted
export * from "../address.ts";
import type { Fd } from "lib/sys/fd.ts";
import { type Address, listenAt as right } from "../address.ts";

export function listenAt(address: Address, backlog: number): Fd {
  return right(address, Math.max(backlog, 128));
}
