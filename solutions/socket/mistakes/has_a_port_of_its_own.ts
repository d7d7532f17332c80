/** Mistake: it always takes the same port when any free port would do. */
// Caught by: listenOn() listens at the address alone, and refuses one that is in use
// Says: At port 0 once more, listenOn() throws
// Violates: port 0 means any free port
export * from "../socket.ts";
import { type Address, listenOn as right } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  const any = address.transport === "tcp" && address.port === 0;
  return await right(any ? { ...address, port: 8017 } : address);
}
