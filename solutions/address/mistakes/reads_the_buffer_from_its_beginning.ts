/** Mistake: it reads the buffer from its beginning, although the bytes may be a part of it. */
// Caught by: decode() reads hosts and ports, and writes version 6 in its short form
// Says: it threw TypeError
// Violates: Of a `struct sockaddr`, exactly the bytes
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  return right(new Uint8Array(bytes.buffer, 0, bytes.length));
}
