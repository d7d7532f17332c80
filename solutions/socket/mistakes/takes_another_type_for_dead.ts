/** Mistake: it takes a server that refuses this type of connection for a dead one. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: At this path: server of another type, listenOn() listens
// Violates: the socket of a living server
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  if (address.transport === "tcp") return Deno.listen(address);
  try {
    return Deno.listen(address);
  } catch (inUse) {
    if (!(await Deno.lstat(address.path)).isSocket) throw inUse;
    try {
      (await connectWithin(address, 0)).close();
    } catch (error) {
      if (error instanceof Deno.errors.WouldBlock) throw inUse; // the queue is full
      await Deno.remove(address.path);
      return Deno.listen(address);
    }
    throw inUse;
  }
}
