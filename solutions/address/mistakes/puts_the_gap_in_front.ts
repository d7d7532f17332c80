/** Mistake: it takes every :: for one in front of the host. */
// Caught by: encode() writes a host of version 6 that is in any form
// Says: "host":"1::","port":80}: what stands behind
// Violates: may be in any form of RFC 4291
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  const bytes = right(address);
  if (address.family !== "inet6" || !address.host.includes("::")) return bytes;
  const words = address.host.split(/:|\./).filter(Boolean).map((it) => parseInt(it, 16));
  const view = new DataView(bytes.buffer);
  const gap = 8 - words.length;
  for (let at = 0; at < 8; at++) view.setUint16(8 + 2 * at, at < gap ? 0 : words[at - gap]!);
  return bytes;
}
