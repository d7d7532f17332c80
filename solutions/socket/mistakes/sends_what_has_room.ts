/** Mistake: it sends as much of an answer as has room while nobody reads it. */
// Caught by: serve() answers each frame of many clients, whoever else is silent
// Says: ms until serve() has answered a long frame
// Violates: and take its time to read the answers
export * from "../socket.ts";
import { serve as right } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const all = {
    close: () => listener.close(),
    async *[Symbol.asyncIterator]() {
      for await (const client of listener) {
        const write = client.write.bind(client);
        client.write = async (bytes) => (await write(bytes), bytes.length);
        yield client;
      }
    },
  };
  await right(all as unknown as Deno.Listener, { signal, limit });
}
