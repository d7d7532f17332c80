/** Mistake: a new block does not start its time limit again. */
// Caught by: fetchFile() gives up after so many attempts
// Says: and an empty one: it gave up after
// Violates: When there is no new block for `patience` milliseconds
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };
const { setTimeout } = globalThis;
/** When each timer goes off, by its length. */
const due = new Map<number, number>();

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  globalThis.setTimeout = ((call: () => void, ms: number) => {
    const now = performance.now();
    if ((due.get(ms) ?? 0) < now + 1) due.set(ms, now + ms);
    return setTimeout(call, due.get(ms)! - now);
  }) as typeof setTimeout;
  return await right(server, name, how);
}
