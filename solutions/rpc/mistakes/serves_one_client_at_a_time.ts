/** Mistake: the next client has to wait until the one before it has gone. */
// Caught by: serveRpc() answers many clients, each call as soon as it is ready
// Says: a client gets its reply
// Violates: Serves a program to many clients at the same time
export * from "../rpc.ts";
import { readRecord, type Service, XdrWriter } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  { signal, limit }: { signal: AbortSignal; limit: number },
) {
  signal.addEventListener("abort", () => listener.close());
  for await (const connection of listener) {
    const client = crypto.randomUUID();
    for (let call; (call = await readRecord(connection, { limit })) !== null;) {
      service.answer(client, call).then(async (reply) => {
        if (!reply) return;
        const header = new XdrWriter().uint(2 ** 31 + reply.length).bytes;
        await connection.write(new Uint8Array([...header, ...reply]));
      });
    }
    connection.close();
  }
}
