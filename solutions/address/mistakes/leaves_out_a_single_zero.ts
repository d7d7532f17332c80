/** Mistake: it leaves out a single zero, too. */
// Caught by: decode() reads hosts and ports, and writes version 6 in its short form
// Says: 2001:db8::1:1:1:1:1
// Violates: in the short form of RFC 5952
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  if (address.family !== "inet6" || address.host.includes("::")) return address;
  return { ...address, host: address.host.replace(/(?<!\w)0:|:0(?!\w)/, ":").replace(":::", "::") };
}
