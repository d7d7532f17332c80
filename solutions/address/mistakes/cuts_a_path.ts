/** Mistake: it cuts a path that is too long. */
// Caught by: encode() refuses what is no address
// Says: xxx"}: it did not throw
// Violates: has more than 107 bytes
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (!("path" in address) || address.path.includes("\0")) return right(address);
  const bytes = new TextEncoder().encode(address.path).slice(0, 107);
  return right({ ...address, path: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) });
}
