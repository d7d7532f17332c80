/** Mistake: it answers a client no more after three records that were no call. */
// Caught by: serveRpc() hangs up on a client that is gone or breaks the rules, and goes on
// Says: A call behind what is none
// Violates: What is no call is ignored
export * from "../rpc.ts";
import { serveRpc as right, type Service } from "../rpc.ts";

type Options = Parameters<typeof right>[2];

export async function serveRpc(listener: Deno.Listener, service: Service, options: Options) {
  const times = new Map<string, number>();
  const answer = async (client: string, call: Uint8Array) => {
    const reply = await service.answer(client, call);
    if (!reply) times.set(client, (times.get(client) ?? 0) + 1);
    return (times.get(client) ?? 0) < 3 ? reply : undefined;
  };
  await right(listener, { answer } as Service, options);
}
