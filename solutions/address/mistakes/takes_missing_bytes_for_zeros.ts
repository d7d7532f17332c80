/** Mistake: it does not look whether the bytes end before the host does. */
// Caught by: decode() refuses another family, and what ends before the host does
// Says: decode() of [2,0]: it did not throw
// Violates: when the bytes end before the host does
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  if (bytes.length < 2 || bytes[0] !== 2) return right(bytes);
  return right(new Uint8Array([...bytes, ...Array(14).fill(0)]));
}
