/** Mistake: it does not end a path with a NUL. */
// Caught by: encode() ends a path with one NUL, and an abstract name with its last byte
// Says: "path":"a"}: how many bytes
// Violates: it ends with one NUL
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const bytes = right(address);
  return "path" in address && address.path !== "" ? bytes.slice(0, -1) : bytes;
}
