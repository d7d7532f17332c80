/** Mistake: it writes a host of version 4 in a host of version 6 with dots. */
// Caught by: decode() reads hosts and ports, and writes version 6 in its short form
// Says: ::ffff:127.0.0.1
// Violates: in the short form of RFC 5952, without
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  if (address.family !== "inet6" || !address.host.startsWith("::ffff:")) return address;
  return { ...address, host: `::ffff:${bytes.subarray(20, 24).join(".")}` };
}
