/** Mistake: it writes the host in the order of the machine. */
// Caught by: encode() writes the family in the machine's order, and host and port in network order
// Says: "host":"127.0.0.1","port":0}: what stands behind
// Violates: Makes the bytes that
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const bytes = right(address);
  if (address.family === "inet") bytes.subarray(4, 8).reverse();
  return bytes;
}
