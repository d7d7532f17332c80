/** Mistake: it never closes a connection that its client has left. */
// Caught by: serve() hangs up on clients that are gone or break the rules, and goes on
// Says: serve() hangs up on a client
// Violates: the server hangs up on this client
export * from "../socket.ts";
import { readFrame, writeFrame } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const open = new Set<Deno.Conn>();
  signal.addEventListener("abort", () => [listener, ...open].forEach((it) => it.close()));
  if (signal.aborted) listener.close();
  const converse = async (connection: Deno.Conn) => {
    for (let request; (request = await readFrame(connection, { limit })) !== null;) {
      await writeFrame(connection, request.map((byte) => byte + 1));
    }
  };
  for await (const connection of listener) {
    open.add(connection);
    converse(connection).catch(() => {});
  }
}
