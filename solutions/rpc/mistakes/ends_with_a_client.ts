/** Mistake: a client that breaks the rules ends the whole server. */
// Caught by: serveRpc() hangs up on a client that is gone or breaks the rules, and goes on
// Says: serveRpc() threw
// Violates: and goes on for the others
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  const failed = Promise.withResolvers<never>();
  const accept = listener.accept.bind(listener);
  listener.accept = async () => {
    const connection = await accept();
    const read = connection.read.bind(connection);
    connection.read = async (buffer) => {
      const got = await read(buffer);
      return buffer[0] === 0xff ? failed.reject(new RangeError("It is too long")) ?? got : got;
    };
    return connection;
  };
  await Promise.race([right(listener, service, options), failed.promise]);
}
