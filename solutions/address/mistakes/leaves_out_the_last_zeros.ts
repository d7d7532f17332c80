/** Mistake: it leaves out the last of several runs of zeros. */
// Caught by: decode() reads hosts and ports, and writes version 6 in its short form
// Says: 2001:db8:0:0:1::1
// Violates: in the short form of RFC 5952
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  if (address.family !== "inet6") return address;
  const host = address.host.replace(/^(.+)::(.+):0:0:(.+)$/, "$1:0:0:$2::$3");
  return { ...address, host };
}
