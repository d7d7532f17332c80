/** Mistake: it writes each character of a name as one byte. */
// Caught by: encode() ends a path with one NUL, and an abstract name with its last byte
// Says: \u672c"}: how many bytes
// Violates: Paths and abstract names are UTF-8
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (!("path" in address) || address.path === "") return right(address);
  const letters = [...address.path].map((it) => it.charCodeAt(0));
  return new Uint8Array([1, 0, ...letters, 0]);
}
