/** Mistake: it leaves out the descriptors 0, 1 and 2, which may be sockets as well. */
// Caught by: ownersOf() names each descriptor of each process
// Says: ), fd 1"
// Violates: Each descriptor of each process
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  return right(connection).filter(({ fd }) => fd > 2);
}
