/** Mistake: it takes `::` where eight words leave no gap. */
// Caught by: encode() refuses what is no address
// Says: "host":"1:2:3:4:5:6:7:8::"
// Violates: When the host is none of that family
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (address.family !== "inet6") return right(address);
  const words = address.host.split("::").join(":").split(":").filter(Boolean);
  return right(words.length === 8 ? { ...address, host: words.join(":") } : address);
}
