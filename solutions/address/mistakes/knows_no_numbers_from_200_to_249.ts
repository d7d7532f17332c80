/** Mistake: it takes numbers from 200 to 249 for none. */
// Caught by: decode() gives the address that encode() was given
// Says: encode(), and then decode(), of
// Violates: A host is four decimal numbers
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (address.family !== "inet") return right(address);
  const numbers = address.host.split(".");
  if (numbers.some((it) => /^2[0-4]\d$/.test(it))) throw new RangeError("It is no host");
  return right(address);
}
