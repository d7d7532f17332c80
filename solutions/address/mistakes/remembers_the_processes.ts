/** Mistake: it remembers which processes there were at its first call. */
// Caught by: ownersOf() names each descriptor of each process
// Says: that was started after the first call
// Violates: Each descriptor of each process
export * from "../address.ts";
import { type Connection, type Owner, ownersOf as right } from "../address.ts";

let known: string[] | undefined;

export function ownersOf(connection: Connection): Owner[] {
  known ??= Array.from(Deno.readDirSync("/proc"), ({ name }) => name);
  return right(connection).filter(({ pid }) => known!.includes(`${pid}`));
}
