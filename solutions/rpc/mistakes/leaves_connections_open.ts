/** Mistake: when it is stopped, it closes the listener only. */
// Caught by: serveRpc() closes everything when it is aborted, and does not wait for procedures
// Says: serveRpc() has returned, and the connection of a client is closed
// Violates: When it has stopped, and every connection is closed
export * from "../rpc.ts";
import { readRecord, type Service, XdrWriter } from "../rpc.ts";

export async function serveRpc(
  listener: Deno.Listener,
  service: Service,
  { signal, limit }: { signal: AbortSignal; limit: number },
) {
  signal.addEventListener("abort", () => listener.close());
  for await (const connection of listener) converse(connection, service, limit).catch(() => {});
}

async function converse(connection: Deno.Conn, service: Service, limit: number) {
  const client = crypto.randomUUID();
  for (let call; (call = await readRecord(connection, { limit })) !== null;) {
    service.answer(client, call).then((reply) => {
      const header = new XdrWriter().uint(2 ** 31 + reply!.length).bytes;
      return connection.write(new Uint8Array([...header, ...reply!]));
    });
  }
}
