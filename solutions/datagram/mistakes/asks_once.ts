/** Mistake: it sends each packet once. */
// Caught by: fetchFile() sends its last packet again when nothing comes
// Says: asks again, when the request is lost: it threw TimedOut
// Violates: it sends its last packet again
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  return await right(server, name, { ...how, attempts: 1 });
}
