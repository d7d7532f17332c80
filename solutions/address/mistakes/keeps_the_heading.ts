/** Mistake: it takes the heading of the table for a socket. */
// Caught by: connections() lists listeners, and how many wait there
// Says: which is no socket of TCP
// Violates: All that `/proc` shows
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  const nothing = { family: "inet", host: "NaN", port: NaN } as const;
  const queues = { receiveQueue: NaN, sendQueue: NaN };
  const state = undefined as unknown as Connection["state"];
  return [{ local: nothing, remote: nothing, state, ...queues, inode: NaN }, ...right()];
}
