/** Mistake: it remembers what it has made of an address, and gives the same array again. */
// Caught by: encode() writes the family in the machine's order, and host and port in network order
// Says: Two calls of encode() gave the same array
// Violates: in an array of its own
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

const made = new Map<string, Uint8Array<ArrayBuffer>>();

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const key = JSON.stringify(address);
  const bytes = made.get(key) ?? right(address);
  made.set(key, bytes);
  return bytes;
}
