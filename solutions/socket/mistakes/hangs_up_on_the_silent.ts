/** Mistake: it hangs up on a client that says nothing for a minute. */
// Caught by: serve() leaves nothing behind when it is aborted
// Says: A client said nothing for a month
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
    const { read } = client;
    client.read = async (buffer) => {
      const tooLate = setTimeout(() => client.close(), 60_000);
      return await read.call(client, buffer).finally(() => clearTimeout(tooLate));
    };
    return client;
  };
  await right(listener, options);
}
