/** Mistake: it sends each packet once more than it may. */
// Caught by: fetchFile() gives up after so many attempts
// Says: how many packets came
// Violates: How many times each packet is sent at most
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  return await right(server, name, { ...how, attempts: how.attempts + 1 });
}
