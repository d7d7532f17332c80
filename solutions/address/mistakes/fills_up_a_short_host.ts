/** Mistake: it takes numbers that are missing in a host for 0. */
// Caught by: encode() refuses what is no address
// Says: "host":"1.2.3","port":80} (port 80): it did not throw
// Violates: When the host is none of that family
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (address.family !== "inet" || !/^\d+\.\d+\.\d+$/.test(address.host)) return right(address);
  return right({ ...address, host: `${address.host}.0` });
}
