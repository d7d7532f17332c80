/** Mistake: it names each process once, although it may have several descriptors. */
// Caught by: ownersOf() names each descriptor of each process
// Says: A connection of three processes: its owners
// Violates: Each descriptor of each process
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  const owners = right(connection);
  return owners.filter(({ pid }, at) => owners.findIndex((it) => it.pid === pid) === at);
}
