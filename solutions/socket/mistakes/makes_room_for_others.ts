/** Mistake: it hangs up on the first client when there are a hundred. */
// Caught by: serve() answers each frame of many clients, whoever else is silent
// Says: until serve() has answered the first of 300 clients
// Violates: of many clients at the same time
export * from "../socket.ts";
import { serve as right } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  options: { signal: AbortSignal; limit: number },
): Promise<void> {
  const clients: Deno.Conn[] = [];
  const { accept } = listener;
  listener.accept = async () => {
    const client = await accept.call(listener);
    if (clients.push(client) > 100) clients.shift()![Symbol.dispose]();
    return client;
  };
  await right(listener, options);
}
