/** Mistake: it takes no name for a path of no bytes, which is an abstract name of none. */
// Caught by: encode() ends a path with one NUL, and an abstract name with its last byte
// Says: "path":""}: how many bytes
// Violates: without a name, behind the family
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (!("path" in address) || address.path !== "") return right(address);
  return new Uint8Array([...right(address), 0]);
}
