/** Mistake: it removes whatever stands at the path, also the socket of a server that is alive. */
// Caught by: listenOn() listens at the address alone, and refuses one that is in use
// Says: At an address that is in use, listenOn() listens
// Violates: the socket of a living server
export * from "../socket.ts";
import type { Address } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  if (address.transport === "tcp") return Deno.listen(address);
  await Deno.remove(address.path).catch(() => {});
  return Deno.listen(address);
}
