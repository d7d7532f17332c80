/** Mistake: it reads the other end from the column of this one. */
// Caught by: connections() lists both ends of a connection, and what is on its way
// Says: connections() lists it 0 times
// Violates: Where the other end is
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  return right().map((it) => ({ ...it, remote: it.local }));
}
