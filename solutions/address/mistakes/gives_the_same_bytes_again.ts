/** Mistake: it writes every address into the same array. */
// Caught by: encode() writes the family in the machine's order, and host and port in network order
// Says: "host":"127.0.0.1","port":0}: the port
// Violates: in an array of its own
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

const buffer = new Uint8Array(16);

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const bytes = right(address);
  if (bytes.length !== buffer.length) return bytes;
  buffer.set(bytes);
  return buffer;
}
