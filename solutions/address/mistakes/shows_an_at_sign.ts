/** Mistake: it writes an @ in front of an abstract name, as other programs do. */
// Caught by: decode() ends a path before its first NUL, and an abstract name with the last byte
// Says: "abstract":"@
// Violates: or at an abstract name
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  return "abstract" in address ? { ...address, abstract: `@${address.abstract}` } : address;
}
