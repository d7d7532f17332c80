/** Mistake: it lets a path have a NUL, where the kernel ends it. */
// Caught by: encode() refuses what is no address
// Says: "path":"a\u0000b"}: it did not throw
// Violates: when a path has a NUL in it
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (!("path" in address) || !address.path.includes("\0")) return right(address);
  return new Uint8Array([1, 0, ...new TextEncoder().encode(address.path), 0]);
}
