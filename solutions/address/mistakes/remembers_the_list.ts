/** Mistake: it reads the tables once, and remembers them. */
// Caught by: connections() lists listeners, and how many wait there
// Says: made after the first call
// Violates: for the network of your process now
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

let list: Connection[] | undefined;

export function connections(): Connection[] {
  return [...list ??= right()];
}
