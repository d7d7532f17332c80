/** Mistake: it sends no reply that is above the limit of calls. */
// Caught by: serveRpc() hangs up on a client that is gone or breaks the rules, and goes on
// Says: A reply that is longer than calls may be
// Violates: most bytes that a call may have as a record
export * from "../rpc.ts";
import { serveRpc as right, type Service } from "../rpc.ts";

type Options = Parameters<typeof right>[2];

export async function serveRpc(listener: Deno.Listener, service: Service, options: Options) {
  const answer = async (client: string, call: Uint8Array) => {
    const reply = await service.answer(client, call);
    return reply && reply.length <= options.limit ? reply : undefined;
  };
  await right(listener, { answer } as Service, options);
}
