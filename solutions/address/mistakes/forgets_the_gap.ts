/** Mistake: it puts all words of a host behind each other, and forgets the zeros that :: stands for. */
// Caught by: encode() writes a host of version 6 that is in any form
// Says: "host":"::1","port":1}: what stands behind
// Violates: may be in any form of RFC 4291
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const bytes = right(address);
  if (address.family !== "inet6") return bytes;
  const words = address.host.split(":").filter(Boolean).map((it) => parseInt(it, 16));
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < 8; at++) view.setUint16(8 + 2 * at, words[at] ?? 0);
  return bytes;
}
