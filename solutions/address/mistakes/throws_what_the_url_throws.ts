/** Mistake: it throws what the parser of URLs throws. */
// Caught by: encode() refuses what is no address
// Says: it threw TypeError, not RangeError
// Violates: When the host is none of that family
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (address.family === "inet6") new URL(`http://[${address.host}]`);
  return right(address);
}
