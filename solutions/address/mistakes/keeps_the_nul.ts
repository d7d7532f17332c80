/** Mistake: it takes the NUL at the end of a path for a part of the path. */
// Caught by: decode() ends a path before its first NUL, and an abstract name with the last byte
// Says: "path":"a\\u0000
// Violates: path ends before its first NUL
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  if (!("path" in address)) return address;
  return { ...address, path: new TextDecoder().decode(bytes.subarray(2)) };
}
