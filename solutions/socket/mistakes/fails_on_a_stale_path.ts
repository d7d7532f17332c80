/** Mistake: it cannot start again after it was killed, because its old path is in the way. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: listenOn() threw AddrInUse
export * from "../socket.ts";
import type { Address } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  return await (address.transport === "unix" ? Deno.listen(address) : Deno.listen(address));
}
