/** Mistake: it forgets the hostname, and everybody on the network can connect. */
// Caught by: listenOn() listens at the address alone, and refuses one that is in use
// Says: It listens at another address
// Violates: and there only
export * from "../socket.ts";
import { type Address, listenOn as right } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  if (address.transport === "unix") return await right(address);
  return Deno.listen({ port: address.port });
}
