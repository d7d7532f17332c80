/** Mistake: it does not read what is on its way. */
// Caught by: connections() lists both ends of a connection, and what is on its way
// Says: the send queue
// Violates: how many bytes it has sent
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  return right().map((it) => ({ ...it, sendQueue: 0 }));
}
