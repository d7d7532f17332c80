/** Mistake: it closes the listener that it returns. */
// Caught by: listenOn() listens at the address alone, and refuses one that is in use
// Says: At a free address, listenOn() has a listener that throws
// Violates: The listener, which the caller closes.
export * from "../socket.ts";
import { type Address, listenOn as right } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  using listener = await right(address);
  return listener;
}
