/** Mistake: it ends the address behind the host. */
// Caught by: encode() writes the family in the machine's order, and host and port in network order
// Says: how many bytes there are
// Violates: 16 bytes for `inet`, 28 for `inet6`
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const bytes = right(address);
  return address.family === "inet" ? bytes.slice(0, 8) : bytes;
}
