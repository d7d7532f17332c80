/** Mistake: it ends an abstract name at a NUL, as if it were a path. */
// Caught by: decode() ends a path before its first NUL, and an abstract name with the last byte
// Says: "abstract":"a"
// Violates: abstract name has every
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  if (!("abstract" in address)) return address;
  return { ...address, abstract: address.abstract.replace(/\0.*$/s, "") };
}
