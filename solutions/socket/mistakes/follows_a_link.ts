/** Mistake: it looks where a link leads, and removes the link. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: At this path: link to behind a link, listenOn() listens
// Violates: a link to any of these
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  if (address.transport === "tcp") return Deno.listen(address);
  const file = await Deno.stat(address.path).catch(() => undefined);
  if (file?.isSocket) {
    const error = await connectWithin(address, 0).then((probe) => probe.close(), (error) => error);
    if (error instanceof Deno.errors.ConnectionRefused) await Deno.remove(address.path);
  }
  return Deno.listen(address);
}
