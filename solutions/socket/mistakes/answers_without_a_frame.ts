/** Mistake: it sends the bytes of the answer, and leaves their number out. */
// Caught by: serve() answers clients that others have written
// Says: Expected 7 bytes, got 3
// Violates: The answer to a frame is a frame in which each byte is greater by one
export * from "../socket.ts";
import { readFrame } from "../socket.ts";

export async function serve(
  listener: Deno.Listener,
  { signal, limit }: { signal: AbortSignal; limit: number },
): Promise<void> {
  const open = new Set<Deno.Conn>();
  signal.addEventListener("abort", () => listener.close());
  if (signal.aborted) listener.close();
  const converse = async (connection: Deno.Conn) => {
    for (let request; (request = await readFrame(connection, { limit })) !== null;) {
      await connection.write(request.map((byte) => byte + 1));
    }
    connection.close();
  };
  for await (const connection of listener) {
    converse((open.add(connection), connection)).catch(() => {});
  }
  for (const connection of open) connection[Symbol.dispose]();
}
