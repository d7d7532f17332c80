/** Mistake: it reads nothing more of a client that breaks the rules, and does not hang up. */
// Caught by: serveRpc() hangs up on a client that is gone or breaks the rules, and goes on
// Says: the server hangs up on a client: It has sent
// Violates: When it is gone, or sends a record that is cut or above the limit
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  const { accept } = listener;
  listener.accept = async () => {
    const connection = await accept.call(listener);
    const dispose = connection[Symbol.dispose];
    connection[Symbol.dispose] = () => {
      if (options.signal.aborted) dispose.call(connection);
    };
    return connection;
  };
  await right(listener, service, options);
}
