/** Mistake: it gives all of a struct sockaddr_un for a path. */
// Caught by: encode() ends a path with one NUL, and an abstract name with its last byte
// Says: "path":"a"}: how many bytes
// Violates: it ends with one NUL
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const bytes = right(address);
  if (!("path" in address) || address.path === "") return bytes;
  const whole = new Uint8Array(110);
  whole.set(bytes);
  return whole;
}
