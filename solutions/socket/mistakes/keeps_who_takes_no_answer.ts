/** Mistake: it hangs up when it cannot read from a client, and not when it cannot write to one. */
// Caught by: serve() hangs up on clients that are gone or break the rules, and goes on
// Says: has closed what its clients have left: 1 connection
// Violates: When it is gone or breaks the rules
export * from "../socket.ts";
import { readFrame, writeFrame } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const open = new Set<Deno.Conn>();
  signal.addEventListener("abort", () => listener.close());
  if (signal.aborted) listener.close();
  const converse = async (client: Deno.Conn) => {
    for (let it; (it = await readFrame(client, { limit }).catch(() => null));) {
      if (await writeFrame(client, it.map((byte) => byte + 1)).catch(() => true)) return;
    }
    client[Symbol.dispose]();
  };
  for await (const client of listener) open.add(client), void converse(client);
  for (const client of open) client[Symbol.dispose]();
}
