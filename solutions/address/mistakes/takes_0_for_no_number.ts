/** Mistake: it takes the descriptor 0 for none. */
// Caught by: ownersOf() names each descriptor of each process
// Says: ), fd 0"
// Violates: Each descriptor of each process
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  return right(connection).filter(({ pid, fd }) => pid && fd);
}
