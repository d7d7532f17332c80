/** Mistake: it listens beside the path, and moves its socket over the one that was left behind. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: left behind, listenOn() listens at another path
// Violates: Starts to listen at an address, and there only
export * from "../socket.ts";
import { type Address, connectWithin } from "../socket.ts";

export async function listenOn(address: Address): Promise<Deno.Listener> {
  if (address.transport === "tcp") return Deno.listen(address);
  try {
    return Deno.listen(address);
  } catch (inUse) {
    if (!(await Deno.lstat(address.path)).isSocket) throw inUse;
    const error = await connectWithin(address, 0).then((it) => it.close(), (error) => error);
    if (!(error instanceof Deno.errors.ConnectionRefused)) throw inUse;
    const listener = Deno.listen({ ...address, path: `${address.path}.new` });
    Deno.renameSync(`${address.path}.new`, address.path);
    return listener;
  }
}
