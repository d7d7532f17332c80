/** Mistake: it sends its last packet again and again, and never gives up. */
// Caught by: fetchFile() gives up after so many attempts
// Says: packets have come, and it goes on
// Violates: How many times each packet is sent at most
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  return await right(server, name, { ...how, attempts: Infinity });
}
