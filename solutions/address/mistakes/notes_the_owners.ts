/** Mistake: it notes the owners in the connection. */
// Caught by: ownersOf() names each descriptor of each process
// Says: has changed the connection
// Violates: which stays as it is
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  const owners = right(connection);
  Object.assign(connection, { owners });
  return owners;
}
