/** Mistake: two clients over a unix socket have the same address, and are one for it. */
// Caught by: serveRpc() answers many clients, each call as soon as it is ready
// Says: a client gets its reply: A call while another client
// Violates: Each connection is a client of its own
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  const unix = listener.addr.transport === "unix";
  const answer = (client: string, call: Uint8Array) => {
    return service.answer(unix ? listener.addr.path : client, call);
  };
  await right(listener, { answer } as Service, options);
}
