/** Mistake: it turns all 16 bytes of a host around, and not each 4 of them. */
// Caught by: connections() lists listeners, and how many wait there
// Says: "host":"0:1::"
// Violates: Where this end is
export * from "../address.ts";
import { type Address, type Connection, connections as right, decode, encode } from "../address.ts";

export function connections(): Connection[] {
  const turn = (end: Address): Address => {
    if (end.family !== "inet6") return end;
    const bytes = encode(end);
    const words = [8, 12, 16, 20].map((at) => bytes.slice(at, at + 4));
    words.reverse().forEach((word, at) => bytes.set(word, 8 + 4 * at));
    return decode(bytes);
  };
  return right().map((it) => ({ ...it, local: turn(it.local), remote: turn(it.remote) }));
}
