/** Mistake: it hangs up on a client that sends a record which is no call. */
// Caught by: serveRpc() hangs up on a client that is gone or breaks the rules, and goes on
// Says: A call behind what is none
// Violates: What is no call is ignored
export * from "../rpc.ts";
import { serveRpc as right, Service } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  options: { signal: AbortSignal; limit: number },
) {
  const connections: Deno.Conn[] = [];
  const { accept } = listener;
  listener.accept = async () => {
    const connection = await accept.call(listener);
    connections.push(connection);
    return connection;
  };
  const answer = async (client: string, call: Uint8Array) => {
    const reply = await service.answer(client, call);
    return reply ?? connections.at(-1)![Symbol.dispose](); // It is the last one, mostly.
  };
  await right(listener, { answer } as Service, options);
}
