/** Mistake: it stops at the first owner. */
// Caught by: ownersOf() names each descriptor of each process
// Says: A connection of three processes: its owners
// Violates: Each descriptor of each process
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  return right(connection).slice(0, 1);
}
