/** Mistake: it takes the port for one in network order. */
// Caught by: connections() lists listeners, and how many wait there
// Says: it lists nothing with that port
// Violates: as the kernel lists it
export * from "../address.ts";
import { type Address, type Connection, connections as right } from "../address.ts";

export function connections(): Connection[] {
  const turn = (end: Address): Address => {
    if (!("port" in end)) return end;
    return { ...end, port: (end.port & 255) << 8 | end.port >> 8 };
  };
  return right().map((it) => ({ ...it, local: turn(it.local), remote: turn(it.remote) }));
}
