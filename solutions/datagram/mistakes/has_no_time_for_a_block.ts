/** Mistake: it never waits for more than a minute for a block. */
// Caught by: fetchFile() lets other packets of the server change nothing
// Says: when a quarter of its patience has gone by before: it threw
// Violates: How long to wait, in milliseconds: from 1 to 3600000
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  return await right(server, name, { ...how, patience: Math.min(how.patience, 60_000) });
}
