/** Mistake: it believes that no descriptor has a number above 1023. */
// Caught by: ownersOf() names each descriptor of each process
// Says: "the test, fd 1200"
// Violates: Each descriptor of each process
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

export function ownersOf(connection: Connection): Owner[] {
  return right(connection).filter(({ fd }) => fd < 1024);
}
