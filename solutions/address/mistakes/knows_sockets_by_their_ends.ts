/** Mistake: it keeps one row for each pair of ends, although several listeners may share a port. */
// Caught by: connections() lists listeners, and how many wait there
// Says: of two that share a port
// Violates: All that `/proc` shows
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  const ends = ({ local, remote }: Connection) => JSON.stringify([local, remote]);
  return [...new Map(right().map((it) => [ends(it), it])).values()];
}
