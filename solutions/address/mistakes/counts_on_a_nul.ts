/** Mistake: it takes the last byte of a path for its NUL, without a look at it. */
// Caught by: decode() ends a path before its first NUL, and an abstract name with the last byte
// Says: "path":"/run/ech"
// Violates: if there is one
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  if (!("path" in address) || bytes.includes(0, 2)) return address;
  return { ...address, path: address.path.slice(0, -1) };
}
