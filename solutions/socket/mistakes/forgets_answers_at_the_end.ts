/** Mistake: it hangs up as soon as its client has ended, although an answer is under way. */
// Caught by: serve() answers each frame of many clients, whoever else is silent
// Says: The answers that nobody read for a while: Expected
// Violates: When it has ended its side, the server sends the answers that are left
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
    let answered = Promise.resolve();
    for (let request: Uint8Array | null; (request = await readFrame(client, { limit })) !== null;) {
      const answer = request.map((byte) => byte + 1);
      answered = answered.then(() => writeFrame(client, answer)).catch(() => {});
    }
  };
  for await (const client of listener) converse((open.add(client), client)).catch(() => {});
  for (const client of open) client[Symbol.dispose]();
}
