/** Mistake: it takes the one queue for the other. */
// Caught by: connections() lists listeners, and how many wait there
// Says: the receive queue
// Violates: Of a listener, how many connections wait to be accepted
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  return right().map((it) => {
    return { ...it, receiveQueue: it.sendQueue, sendQueue: it.receiveQueue };
  });
}
