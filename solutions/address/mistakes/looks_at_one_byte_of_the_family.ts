/** Mistake: it looks at the first byte of the family only. */
// Caught by: decode() refuses another family, and what ends before the host does
// Says: decode() of [1,2,
// Violates: When the family is another one
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  return right(new Uint8Array([...bytes.subarray(0, 1), 0, ...bytes.subarray(2)]));
}
