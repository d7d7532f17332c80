/** Mistake: it tries once, and does not wait for a server that starts late. */
// Caught by: connectWithin() waits for a server that starts late
// Says: When it may try for 60000 ms, connectWithin() throws ECONNREFUSED
// Violates: Connects to a server that may not have started yet.
export * from "../socket.ts";
import type { Address } from "../socket.ts";

export async function connectWithin(address: Address, _ms: number): Promise<Deno.Conn> {
  return await (address.transport === "unix" ? Deno.connect(address) : Deno.connect(address));
}
