/** Mistake: it lets DataView throw when the bytes end too early. */
// Caught by: decode() refuses another family, and what ends before the host does
// Says: it threw RangeError, not TypeError
// Violates: when the bytes end before the host does
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint16(0);
  return right(bytes);
}
