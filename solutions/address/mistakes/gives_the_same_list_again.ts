/** Mistake: it puts every connection into the same list. */
// Caught by: connections() lists listeners, and how many wait there
// Says: has changed the list
// Violates: in a list of its own
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

const list: Connection[] = [];

export function connections(): Connection[] {
  list.splice(0, list.length, ...right());
  return list;
}
