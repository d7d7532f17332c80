/** Mistake: clients of two servers of the same service have the same numbers. */
// Caught by: serveRpc() closes everything when it is aborted, and does not wait for procedures
// Says: A client of another server with the same service
// Violates: Each connection is a client of its own
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  const names = new Map<string, string>();
  const answer = (client: string, call: Uint8Array) => {
    if (!names.has(client)) names.set(client, `${names.size}`);
    return service.answer(names.get(client)!, call);
  };
  await right(listener, { answer } as Service, options);
}
