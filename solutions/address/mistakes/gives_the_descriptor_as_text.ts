/** Mistake: it gives the descriptor as text, as /proc has it. */
// Caught by: ownersOf() names each descriptor of each process
// Says: and not only numbers
// Violates: the numbers of both
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  return right(connection).map((it) => ({ ...it, fd: `${it.fd}` as unknown as number }));
}
