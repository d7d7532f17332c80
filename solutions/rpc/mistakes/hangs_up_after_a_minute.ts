/** Mistake: it hangs up on each client after a minute. */
// Caught by: serveRpc() answers many clients, each call as soon as it is ready
// Says: after it has said nothing for an hour
// Violates: Serves a program to many clients at the same time
export * from "../rpc.ts";
import { serveRpc as right, type Service } from "../rpc.ts";

type Options = Parameters<typeof right>[2];

export async function serveRpc(listener: Deno.Listener, service: Service, options: Options) {
  const accepting = async function* () {
    for await (const connection of listener) {
      const timer = setTimeout(() => connection[Symbol.dispose](), 60_000);
      Deno.unrefTimer(timer as unknown as number);
      yield connection;
    }
  };
  const close = () => listener.close();
  const its = { close, [Symbol.asyncIterator]: accepting } as unknown as Deno.Listener;
  await right(its, service, options);
}
