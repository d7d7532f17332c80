/** Mistake: it makes one character of a letter and its accent, and so another path. */
// Caught by: encode() ends a path with one NUL, and an abstract name with its last byte
// Says: two/../marks"}: how many bytes there are
// Violates: Makes the bytes that `bind()` and `connect()` take for an address
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  return right("path" in address ? { ...address, path: address.path.normalize() } : address);
}
