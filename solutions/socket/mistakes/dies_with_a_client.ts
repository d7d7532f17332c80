/** Mistake: it ends when one of its clients is gone or breaks the rules. */
// Caught by: serve() hangs up on clients that are gone or break the rules, and goes on
// Says: serve()
// Violates: goes on for the others
export * from "../socket.ts";
import { readFrame, writeFrame } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const open = new Set<Deno.Conn>();
  signal.addEventListener("abort", () => [listener, ...open].forEach((it) => it.close()));
  if (signal.aborted) listener.close();
  for await (const connection of listener) converse(open.add(connection), connection, limit);
}

async function converse(open: Set<Deno.Conn>, connection: Deno.Conn, limit: number) {
  for (let request; (request = await readFrame(connection, { limit })) !== null;) {
    await writeFrame(connection, request.map((byte) => byte + 1));
  }
  connection.close();
  open.delete(connection);
}
