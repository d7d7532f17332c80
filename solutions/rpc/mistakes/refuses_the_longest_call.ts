/** Mistake: a call of exactly the limit is too long for it. */
// Caught by: serveRpc() hangs up on a client that is gone or breaks the rules, and goes on
// Says: A call behind what is none: 100 bytes
// Violates: most bytes that a call may have
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  await right(listener, service, { ...options, limit: options.limit - 1 });
}
