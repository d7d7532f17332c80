/** Mistake: it takes the inode 0 for that of some process. */
// Caught by: ownersOf() names nobody for a connection that no process has
// Says: its owners
// Violates: none, when no process has it
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  return connection.inode === 0 ? [{ pid: Deno.pid, fd: 0 }] : right(connection);
}
