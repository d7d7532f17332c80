/** Mistake: when it is stopped, it waits until each procedure is ready. */
// Caught by: serveRpc() closes everything when it is aborted, and does not wait for procedures
// Says: serveRpc() has returned, although procedures still run
// Violates: It does not wait for procedures that still run
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  const running = new Set<Promise<unknown>>();
  const answer = (client: string, call: Uint8Array) => {
    const reply = service.answer(client, call);
    running.add(reply);
    return reply.finally(() => running.delete(reply));
  };
  await right(listener, { answer } as Service, options);
  await Promise.all(running);
}
