/** Mistake: when a client has ended its side, it waits until each reply is ready, and not until it is sent. */
// Caught by: serveRpc() hangs up on a client that is gone or breaks the rules, and goes on
// Says: instead of its reply: A client has ended its side, and reads a long reply later
// Violates: replies that are left
export * from "../rpc.ts";
import { serveRpc as right } from "../rpc.ts";

export async function serveRpc(...args: Parameters<typeof right>) {
  const [listener] = args;
  const accept = listener.accept.bind(listener);
  listener.accept = async () => {
    const connection = await accept();
    const write = connection.write.bind(connection);
    let last = Promise.resolve();
    const writeAll = async (bytes: Uint8Array) => {
      for (let at = 0; at < bytes.length;) at += await write(bytes.subarray(at));
    };
    connection.write = (bytes) => {
      last = last.then(() => writeAll(bytes)).catch(() => {});
      return Promise.resolve(bytes.length);
    };
    return connection;
  };
  await right(...args);
}
