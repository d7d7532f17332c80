/** Mistake: it only listens to the signal, which may have aborted before. */
// Caught by: serveRpc() closes everything when it is aborted, and does not wait for procedures
// Says: when it was told to stop before
// Violates: and at once if it has aborted before
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  const later = new AbortController();
  options.signal.addEventListener("abort", () => later.abort());
  await right(listener, service, { ...options, signal: later.signal });
}
