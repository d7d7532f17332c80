/** Mistake: it does not know that a host of version 6 may end like one of version 4. */
// Caught by: encode() writes a host of version 6 that is in any form
// Says: 127.0.0.1","port":4002}: it threw RangeError
// Violates: may be in any form of RFC 4291
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (address.family === "inet6" && address.host.includes(".")) {
    throw new RangeError("There are dots in a host of version 6");
  }
  return right(address);
}
