/** Mistake: it reads ahead, and keeps what it has read for its next call. */
// Caught by: readFrame() takes one frame, and leaves alone what follows
// Says: taken, but for
// Violates: takes nothing of what comes after it
export * from "../socket.ts";
import { readFrame as right } from "../socket.ts";
const ahead = new WeakMap<Deno.Conn, Uint8Array>();
export async function readFrame(
  connection: Deno.Conn,
  { limit }: { limit: number },
): Promise<Uint8Array | null> {
  const read = async (buffer: Uint8Array) => {
    let rest = ahead.get(connection) ?? new Uint8Array();
    if (rest.length === 0) {
      const got = await connection.read(rest = new Uint8Array(65536));
      if (got === null) return null;
      rest = rest.subarray(0, got);
    }
    const count = Math.min(rest.length, buffer.length);
    buffer.set(rest.subarray(0, count));
    ahead.set(connection, rest.subarray(count));
    return count;
  };
  return await right({ read } as Deno.Conn, { limit });
}
