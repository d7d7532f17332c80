/** Mistake: it takes the port 65536 for 0. */
// Caught by: encode() refuses what is no address
// Says: "port":65536} (port 65536): it did not throw
// Violates: when the port is no whole number from 0 to 65535
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (!("port" in address)) return right(address);
  return right({ ...address, port: address.port & 0xffff });
}
