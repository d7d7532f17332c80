/** Mistake: it takes every socket in whose number the digits are. */
// Caught by: ownersOf() names nobody for a connection that no process has
// Says: another has
// Violates: Each descriptor of each process
export * from "../address.ts";
import { type Connection, connections, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  if (connection.inode === 0) return [];
  const alike = connections().filter((it) => `${it.inode}`.includes(`${connection.inode}`));
  const inodes = new Set([connection.inode, ...alike.map((it) => it.inode)]);
  return [...inodes].flatMap((inode) => right({ ...connection, inode }));
}
