/** Mistake: it does not know that a host of version 6 may be in capital letters. */
// Caught by: encode() writes a host of version 6 that is in any form
// Says: it threw RangeError (There are capital letters
// Violates: may be in any form of RFC 4291
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (address.family === "inet6" && /[A-F]/.test(address.host)) {
    throw new RangeError("There are capital letters in a host");
  }
  return right(address);
}
