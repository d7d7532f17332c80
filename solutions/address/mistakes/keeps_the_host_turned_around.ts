/** Mistake: it keeps the host as it is printed: in the order of the machine. */
// Caught by: connections() lists listeners, and how many wait there
// Says: "host":"1.0.0.127"
// Violates: Where this end is
export * from "../address.ts";
import { type Address, type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  const turn = (end: Address): Address => {
    if (end.family !== "inet") return end;
    return { ...end, host: end.host.split(".").reverse().join(".") };
  };
  return right().map((it) => ({ ...it, local: turn(it.local), remote: turn(it.remote) }));
}
