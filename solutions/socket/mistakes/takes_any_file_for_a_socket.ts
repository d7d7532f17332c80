/** Mistake: it removes a file that never was a socket, because nobody answers there. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: At this path: FIFO, listenOn() listens
// Violates: Whatever else is at that path stays as it is
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  if (address.transport === "tcp") return Deno.listen(address);
  try {
    return Deno.listen(address);
  } catch (inUse) {
    try {
      (await connectWithin(address, 0)).close();
    } catch (error) {
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw inUse;
      await Deno.remove(address.path);
      return Deno.listen(address);
    }
    throw inUse;
  }
}
