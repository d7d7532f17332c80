/** Mistake: those who have waited for another call all go on at the same time. */
// Caught by: listenOn() takes over a path that a killed server left, and no other
// Says: that was left behind, listenOn() listens twice
// Violates: Of two calls in the same process
export * from "../socket.ts";

type Unix = Deno.UnixListenOptions & { transport: "unix" };
let busy: Promise<unknown> | undefined;

export async function listenOn(address: Unix): Promise<Deno.Listener> {
  await busy?.catch(() => {});
  return await (busy = takeOver(address)) as Deno.Listener;
}

async function takeOver(address: Unix): Promise<Deno.Listener> {
  try {
    return Deno.listen(address);
  } catch (error) {
    if (!(await Deno.lstat(address.path)).isSocket) throw error;
    const knock = await Deno.connect(address).catch((it: Error) => it);
    if ("close" in knock) knock.close();
    else if (knock instanceof Deno.errors.ConnectionRefused) Deno.removeSync(address.path);
    return Deno.listen(address);
  }
}
