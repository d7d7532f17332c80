/** Mistake: when a client has ended its side, it hangs up, whatever runs. */
// Caught by: serveRpc() hangs up on a client that is gone or breaks the rules, and goes on
// Says: instead of its reply: A client has ended its side
// Violates: When a client has ended its side
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
    const { read } = connection;
    connection.read = async (buffer) => {
      const got = await read.call(connection, buffer);
      if (got === null) connection[Symbol.dispose]();
      return got;
    };
    return connection;
  };
  await right(listener, service, options);
}
