/** Mistake: it takes what a URL makes of the text, which drops line ends, and has a port behind the host. */
// Caught by: encode() refuses what is no address
// Says: "host":"::1\n"
// Violates: When the host is none of that family
export * from "../address.ts";
import { type Address, encode as right } from "../address.ts";

export function encode(address: Address): Uint8Array<ArrayBuffer> {
  if (address.family !== "inet6") return right(address);
  const url = URL.parse(`http://[${address.host}]/`);
  if (url === null) throw new RangeError(`There is no host ${address.host}`);
  return right({ ...address, host: url.hostname.slice(1, -1) });
}
