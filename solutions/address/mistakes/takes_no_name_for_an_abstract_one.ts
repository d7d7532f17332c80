/** Mistake: it takes no name for an abstract name of no bytes. */
// Caught by: decode() ends a path before its first NUL, and an abstract name with the last byte
// Says: decode() of 2 bytes
// Violates: A socket without a name has the path
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  return bytes.length === 2 ? { family: "unix", abstract: "" } : right(bytes);
}
