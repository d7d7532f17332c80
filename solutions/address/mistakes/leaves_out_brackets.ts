/** Mistake: it takes a host in brackets, as a URL has it. */
// Caught by: encode() refuses what is no address
// Says: "host":"[::1]"
// Violates: When the host is none of that family
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (address.family !== "inet6") return right(address);
  return right({ ...address, host: address.host.replace(/^\[(.*)\]$/, "$1") });
}
