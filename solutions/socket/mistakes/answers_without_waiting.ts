/** Mistake: it does not wait until an answer is sent, and the next one gets into the middle of it. */
// Caught by: serve() answers each frame of many clients, whoever else is silent
// Says: The answers that nobody read for a while: Expected
// Violates: The answer to a frame is a frame in which each byte is greater by one
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
    const sent: Promise<unknown>[] = [];
    for (let it; (it = await readFrame(client, { limit }).catch(() => null));) {
      sent.push(writeFrame(client, it.map((byte) => byte + 1)).catch(() => {}));
    }
    Promise.all(sent).then(() => client[Symbol.dispose]());
  };
  for await (const client of listener) open.add(client), void converse(client);
  for (const client of open) client[Symbol.dispose]();
}
