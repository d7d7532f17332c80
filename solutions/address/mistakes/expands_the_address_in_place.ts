/** Mistake: it expands the host of the address that it was given. */
// Caught by: encode() writes a host of version 6 that is in any form
// Says: encode() has changed these addresses
// Violates: which stays as it is
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const bytes = right(address);
  if (address.family === "inet6") address.host = address.host.replace("::", ":0:0:");
  return bytes;
}
