/** Mistake: it expects two answers when it knocks, but a living server with a full queue gives a third one. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: At this path: busy, listenOn() throws WouldBlock
// Violates: When a server listens there, or the path names something else.
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
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
      await Deno.remove(address.path);
      return Deno.listen(address);
    }
    throw inUse;
  }
}
