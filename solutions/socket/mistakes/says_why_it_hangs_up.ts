/** Mistake: it sends a message to a client that breaks the rules, before it hangs up. */
// Caught by: serve() hangs up on clients that are gone or break the rules, and goes on
// Says: to a client whose frame is above the limit, and hung up then
// Violates: hangs up on this client without another word
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
    for (let it; (it = await readFrame(client, { limit })) !== null;) {
      await writeFrame(client, it.map((byte) => byte + 1));
    }
  };
  for await (const it of listener) {
    const ended = converse(it).catch(() => it.write(Uint8Array.of(63))).catch(() => {});
    open.add(it), void ended.then(() => it[Symbol.dispose]());
  }
  for (const client of open) client[Symbol.dispose]();
}
