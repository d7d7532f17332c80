/** Mistake: it hangs up on a client that it has answered a thousand times. */
// Caught by: serve() answers each frame of many clients, whoever else is silent
// Says: The answers to 1100 frames of a client
// Violates: as often and as late as it likes
export * from "../socket.ts";
import { serve as right } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  options: { signal: AbortSignal; limit: number },
): Promise<void> {
  const { accept } = listener;
  listener.accept = async () => {
    const client = await accept.call(listener);
    const { write } = client;
    let answers = 0;
    client.write = (bytes) => {
      if (++answers > 1000) throw new Error("too many");
      return write.call(client, bytes);
    };
    return client;
  };
  await right(listener, options);
}
