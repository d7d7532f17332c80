/** Mistake: it takes the next client when the one before has left. */
// Caught by: serve() answers each frame of many clients, whoever else is silent
// Says: wait to be accepted
// Violates: Answers the frames of many clients at the same time
export * from "../socket.ts";
import { readFrame, writeFrame } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  signal.addEventListener("abort", () => listener.close());
  if (signal.aborted) listener.close();
  for await (const connection of listener) {
    using client = connection;
    signal.addEventListener("abort", () => client[Symbol.dispose]());
    try {
      for (let request; (request = await readFrame(client, { limit })) !== null;) {
        await writeFrame(client, request.map((byte) => byte + 1));
      }
    } catch {
      // This client is gone.
    }
  }
}
