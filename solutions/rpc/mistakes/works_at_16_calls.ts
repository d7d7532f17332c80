/** Mistake: it works at 16 calls, and others wait until one of them is ready. */
// Caught by: serveRpc() answers many clients, each call as soon as it is ready
// Says: A fast call behind 100 slow ones
// Violates: as soon as it is ready, whatever
export * from "../rpc.ts";
import { serveRpc as right, type Service } from "../rpc.ts";

type Options = Parameters<typeof right>[2];

export async function serveRpc(listener: Deno.Listener, service: Service, options: Options) {
  const running = new Set<unknown>();
  const answer = async (client: string, call: Uint8Array) => {
    while (running.size >= 16) await Promise.race(running);
    const answering = service.answer(client, call);
    running.add(answering);
    return await answering.finally(() => running.delete(answering));
  };
  await right(listener, { answer } as Service, options);
}
