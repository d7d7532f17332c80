/** Mistake: it turns the bytes of the port around where they are. */
// Caught by: decode() reads hosts and ports, and writes version 6 in its short form
// Says: decode() has changed these bytes
// Violates: They stay as they are
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  if ("port" in address) bytes.subarray(2, 4).reverse();
  return address;
}
