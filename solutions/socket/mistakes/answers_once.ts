/** Mistake: it hangs up when it has answered one frame. */
// Caught by: serve() answers each frame of many clients, whoever else is silent
// Says: Expected 7 bytes, got 0
// Violates: A client may ask as often
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
    using _ = client;
    const request = await readFrame(client, { limit });
    if (request) await writeFrame(client, request.map((byte) => byte + 1));
  };
  for await (const client of listener) converse((open.add(client), client)).catch(() => {});
  for (const client of open) client[Symbol.dispose]();
}
