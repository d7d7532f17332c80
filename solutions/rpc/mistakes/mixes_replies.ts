/** Mistake: it writes two replies at the same time, and each in parts. */
// Caught by: serveRpc() answers many clients, each call as soon as it is ready
// Says: Long and short replies on one connection
// Violates: and gets each reply as a record
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  const accept = listener.accept.bind(listener);
  listener.accept = async () => {
    const connection = await accept();
    const write = connection.write.bind(connection);
    const writeAll = async (bytes: Uint8Array) => {
      for (let at = 0; at < bytes.length;) at += await write(bytes.subarray(at));
    };
    connection.write = (bytes) => (writeAll(bytes).catch(() => {}), Promise.resolve(bytes.length));
    return connection;
  };
  await right(listener, service, options);
}
