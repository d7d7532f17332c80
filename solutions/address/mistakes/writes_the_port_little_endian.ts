/** Mistake: it writes the port in the order of the machine. */
// Caught by: encode() writes the family in the machine's order, and host and port in network order
// Says: "port":1}: the port, in hexadecimal
// Violates: Makes the bytes that
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const bytes = right(address);
  if ("port" in address) new DataView(bytes.buffer).setUint16(2, address.port, true);
  return bytes;
}
