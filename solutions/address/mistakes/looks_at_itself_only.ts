/** Mistake: it looks at its own process only. */
// Caught by: ownersOf() names each descriptor of each process
// Says: A listener: its owners
// Violates: Tells who has a socket open
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  return right(connection).filter(({ pid }) => pid === Deno.pid);
}
