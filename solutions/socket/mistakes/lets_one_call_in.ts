/** Mistake: while one call is under way, it refuses every other one, whatever its address is. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: For two calls at the same time, at two paths
// Violates: Of two calls in the same process
export * from "../socket.ts";
import { type Address, listenOn as right } from "../socket.ts";

let isBusy = false;

export async function listenOn(address: Address): Promise<Deno.Listener> {
  if (isBusy) throw new Deno.errors.AddrInUse("Somebody is about to listen");
  isBusy = true;
  try {
    return await right(address);
  } finally {
    isBusy = false;
  }
}
