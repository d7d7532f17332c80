/** Mistake: it takes the number 256 in a host for 0. */
// Caught by: encode() refuses what is no address
// Says: "host":"256.0.0.1","port":80} (port 80): it did not throw
// Violates: When the host is none of that family
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (address.family !== "inet" || !/^\d+(\.\d+){3}$/.test(address.host)) return right(address);
  const host = address.host.split(".").map((it) => Number(it) & 255).join(".");
  return right({ ...address, host });
}
