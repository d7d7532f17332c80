/** Mistake: it gives all of a struct sockaddr_un for an abstract name, so that NULs belong to the name. */
// Caught by: encode() ends a path with one NUL, and an abstract name with its last byte
// Says: "abstract":""}: how many bytes
// Violates: with the last byte of the name
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (!("abstract" in address)) return right(address);
  const whole = new Uint8Array(110);
  whole.set(right(address));
  return whole;
}
