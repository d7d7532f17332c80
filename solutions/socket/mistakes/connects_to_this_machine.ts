/** Mistake: it forgets the hostname, and connects to localhost. */
// Caught by: upload() ends its own side only, and returns the whole answer
// Says: upload() threw ConnectionRefused
// Violates: Where a server listens, as `Deno.listen` and `Deno.connect` take it.
export * from "../socket.ts";
import { type Address, upload as right } from "../socket.ts";

export async function upload(address: Address, bytes: Uint8Array): Promise<Uint8Array> {
  const near = address.transport === "tcp" ? { ...address, hostname: "localhost" } : address;
  return await right(near, bytes);
}
