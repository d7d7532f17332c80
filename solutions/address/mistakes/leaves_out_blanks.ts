/** Mistake: it leaves out blanks around the host, and goes on. */
// Caught by: encode() refuses what is no address
// Says: "host":" 1.2.3.4"
// Violates: When the host is none of that family
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  return right("host" in address ? { ...address, host: address.host.trim() } : address);
}
