/** Mistake: it reads the column before that of the inode. */
// Caught by: connections() lists listeners, and how many wait there
// Says: the inode
// Violates: The number of the socket
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  return right().map((it) => ({ ...it, inode: 0 }));
}
