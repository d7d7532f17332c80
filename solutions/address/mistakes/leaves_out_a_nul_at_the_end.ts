/** Mistake: it takes a NUL at the end of a path for the one that ends it. */
// Caught by: encode() refuses what is no address
// Says: "path":"a\u0000"}: it did not throw
// Violates: when a path has a NUL in it
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  return right("path" in address ? { ...address, path: address.path.replace(/\0$/, "") } : address);
}
