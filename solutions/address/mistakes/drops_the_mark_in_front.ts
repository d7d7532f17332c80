/** Mistake: it lets TextDecoder drop the mark U+FEFF in front of a name. */
// Caught by: decode() ends a path before its first NUL, and an abstract name with the last byte
// Says: "path":"with a mark in front"
// Violates: Paths and abstract names are UTF-8
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  if (!("path" in address)) return address;
  return { ...address, path: address.path.replace(/^\ufeff/, "") };
}
