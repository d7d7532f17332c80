/** Mistake: a reply waits until the one before it is ready. */
// Caught by: serveRpc() answers many clients, each call as soon as it is ready
// Says: A fast call behind a slow one
// Violates: as soon as it is ready, whatever
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  const last = new Map<string, Promise<unknown>>();
  const answer = async (client: string, call: Uint8Array) => {
    const before = last.get(client);
    const reply = service.answer(client, call);
    last.set(client, reply);
    await before;
    return await reply;
  };
  await right(listener, { answer } as Service, options);
}
