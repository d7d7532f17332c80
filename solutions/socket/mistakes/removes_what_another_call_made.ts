/** Mistake: it finds a socket left behind, and removes what is there a moment later. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: For two calls at the same time
// Violates: Of two calls in the same process
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
      if (!(error instanceof Deno.errors.ConnectionRefused)) throw inUse;
      Deno.removeSync(address.path);
      return Deno.listen(address);
    }
    throw inUse;
  }
}
