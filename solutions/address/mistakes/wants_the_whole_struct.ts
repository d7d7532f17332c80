/** Mistake: it wants as many bytes as the struct has. */
// Caught by: decode() reads hosts and ports, and writes version 6 in its short form
// Says: decode() of 8 bytes
// Violates: What stands behind the host may be missing
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  const length = { inet: 16, inet6: 28, unix: 2 }[address.family];
  if (bytes.length < length) throw new TypeError("The address is too short");
  return address;
}
