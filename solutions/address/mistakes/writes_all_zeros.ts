/** Mistake: it writes all words of a host, also the zeros. */
// Caught by: decode() reads hosts and ports, and writes version 6 in its short form
// Says: 0:0:0:0:0:0:0:0
// Violates: in the short form of RFC 5952
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  if (address.family !== "inet6") return address;
  const words = bytes.subarray(8, 24).toHex().match(/.{4}/g)!;
  return { ...address, host: words.map((it) => parseInt(it, 16).toString(16)).join(":") };
}
