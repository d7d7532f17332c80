/** Mistake: it reads the table of version 4 twice. */
// Caught by: connections() lists listeners, and how many wait there
// Says: connections() lists it 2 times
// Violates: Lists the TCP sockets
export * from "../address.ts";
import { type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  const all = right();
  return [...all, ...all.filter((it) => it.local.family === "inet")];
}
