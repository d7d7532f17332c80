/** Mistake: it looks up by both ends which socket is meant, and several listeners may share a port. */
// Caught by: ownersOf() names each descriptor of each process
// Says: of two that share a port: its owners
// Violates: Tells who has a socket open
export * from "../address.ts";
import { type Connection, connections, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  const ends = ({ local, remote }: Connection) => JSON.stringify([local, remote]);
  return right(connections().find((it) => ends(it) === ends(connection)) ?? connection);
}
