/** Mistake: it makes the folder that is missing. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: At this path: no-folder/socket, listenOn() listens
// Violates: When the path is in a folder that does not exist.
export * from "../socket.ts";
import { type Address, listenOn as right } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  if (address.transport === "unix") {
    await Deno.mkdir(address.path.replace(/\/[^/]*$/, ""), { recursive: true });
  }
  return await right(address);
}
