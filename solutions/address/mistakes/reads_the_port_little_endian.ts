/** Mistake: it reads the port in the order of the machine. */
// Caught by: decode() reads hosts and ports, and writes version 6 in its short form
// Says: "port":256
// Violates: Reads an address that the kernel has given
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  if ("port" in address) address.port = (address.port & 255) << 8 | address.port >> 8;
  return address;
}
