/** Mistake: it does not stop before the last client has hung up. */
// Caught by: serve() leaves nothing behind when it is aborted
// Says: ms until serve() has stopped
// Violates: When it has stopped, and every connection is closed.
export * from "../socket.ts";
import { readFrame, writeFrame } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const conversations: Promise<void>[] = [];
  signal.addEventListener("abort", () => listener.close());
  if (signal.aborted) listener.close();
  const converse = async (connection: Deno.Conn) => {
    using client = connection;
    for (let request; (request = await readFrame(client, { limit })) !== null;) {
      await writeFrame(client, request.map((byte) => byte + 1));
    }
  };
  for await (const connection of listener) {
    conversations.push(converse(connection).catch(() => {}));
  }
  await Promise.all(conversations);
}
