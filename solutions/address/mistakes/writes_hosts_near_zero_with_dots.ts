/** Mistake: it writes a host that begins with 12 zeros with dots, as `inet_ntop()` does. */
// Caught by: decode() reads hosts and ports, and writes version 6 in its short form
// Says: "::127.0.0.1"
// Violates: The address, whose path ends before its first NUL
export * from "../address.ts";
import { type Address, decode as right } from "../address.ts";

export function decode(bytes: Uint8Array): Address {
  const address = right(bytes);
  const isNearZero = address.family === "inet6" && /^::[^:]+:[^:]+$/.test(address.host);
  if (!isNearZero) return address;
  return { ...address, host: `::${bytes.subarray(20, 24).join(".")}` };
}
