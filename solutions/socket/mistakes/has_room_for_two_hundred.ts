/** Mistake: it hangs up on those who come when it has two hundred clients. */
// Caught by: serve() answers each frame of many clients, whoever else is silent
// Says: serve() has answered the last of 300 clients
// Violates: of many clients at the same time
export * from "../socket.ts";
import { serve as right } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  options: { signal: AbortSignal; limit: number },
): Promise<void> {
  let clients = 0;
  const { accept } = listener;
  listener.accept = async () => {
    const client = await accept.call(listener);
    if (++clients > 200) client.close();
    return client;
  };
  await right(listener, options);
}
