/** Mistake: it forgets the hostname, and connects to localhost. */
// Caught by: connectWithin() waits for a server that starts late
// Says: connectWithin() throws ECONNREFUSED
// Violates: Where a server listens, as `Deno.listen` and `Deno.connect` take it.
export * from "../socket.ts";
import { type Address, connectWithin as right } from "../socket.ts";

export async function connectWithin(address: Address, ms: number): Promise<Deno.Conn> {
  const near = address.transport === "tcp" ? { ...address, hostname: "localhost" } : address;
  return await right(near, address.transport === "tcp" ? 0 : ms);
}
