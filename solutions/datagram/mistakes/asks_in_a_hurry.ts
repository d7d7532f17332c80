/** Mistake: it does not wait as long as it should before it sends a packet again. */
// Caught by: fetchFile() gives up after so many attempts
// Says: it gave up after
// Violates: How long to wait, in milliseconds
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  return await right(server, name, { ...how, patience: how.patience / 2 });
}
