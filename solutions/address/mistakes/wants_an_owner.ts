/** Mistake: it throws when there is no owner. */
// Caught by: ownersOf() names nobody for a connection that no process has
// Says: it threw NotFound
// Violates: none, when no process has it
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  const owners = right(connection);
  if (owners.length === 0) throw new Deno.errors.NotFound("Nobody has it");
  return owners;
}
