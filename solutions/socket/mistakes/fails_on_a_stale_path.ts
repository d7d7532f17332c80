/** Mistake: it cannot start again after it was killed, because its old path is in the way. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: At this path: left behind, listenOn() throws AddrInUse
// Violates: A socket that a killed server has left behind at a unix path is replaced.
export * from "../socket.ts";
import type { Address } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  return await (address.transport === "unix" ? Deno.listen(address) : Deno.listen(address));
}
