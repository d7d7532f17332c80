/** Mistake: it counts the characters of a name, and not its bytes. */
// Caught by: encode() refuses what is no address
// Says: \u00e9"}: it did not throw
// Violates: has more than 107 bytes
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const name = "path" in address ? address.path : "abstract" in address ? address.abstract : "";
  const bytes = new TextEncoder().encode(name);
  if (name.length > 107 || bytes.length <= 107) return right(address);
  return new Uint8Array([1, 0, ...bytes]);
}
