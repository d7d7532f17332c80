/** Mistake: it does not look how large the numbers at the end of a host of version 6 are. */
// Caught by: encode() refuses what is no address
// Says: "host":"::1.2.3.256"
// Violates: When the host is none of that family
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (address.family !== "inet6") return right(address);
  const host = address.host.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...numbers) => {
    return numbers.slice(0, 4).map((it) => Number(it) % 256).join(".");
  });
  return right({ ...address, host });
}
