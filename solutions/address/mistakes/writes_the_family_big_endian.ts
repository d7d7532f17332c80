/** Mistake: it writes the family in network order, too. */
// Caught by: encode() writes the family in the machine's order, and host and port in network order
// Says: the family, in hexadecimal
// Violates: Makes the bytes that
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const bytes = right(address);
  bytes.subarray(0, 2).reverse();
  return bytes;
}
