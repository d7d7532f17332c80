/** Mistake: when it is stopped, it closes the connections, and clients can still connect. */
// Caught by: serveRpc() closes everything when it is aborted, and does not wait for procedures
// Says: and clients can still connect
// Violates: Where clients connect; it is closed in the end
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  const accepted = async function* () {
    const stopped = Promise.withResolvers<undefined>();
    options.signal.addEventListener("abort", () => stopped.resolve(undefined));
    if (options.signal.aborted) return;
    for (let next; (next = await Promise.race([listener.accept(), stopped.promise]));) yield next;
  };
  const own = { [Symbol.asyncIterator]: accepted, close: () => {} };
  await right(own as unknown as Deno.Listener, service, options);
}
