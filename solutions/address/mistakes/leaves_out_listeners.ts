/** Mistake: it takes a listener for no connection. */
// Caught by: connections() lists listeners, and how many wait there
// Says: it lists nothing with that port, at 127.0.0.1
// Violates: that listen or are connected
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  return right().filter((it) => it.state !== "LISTEN");
}
