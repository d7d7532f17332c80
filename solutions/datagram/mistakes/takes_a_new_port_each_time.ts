/** Mistake: it takes a new socket for each attempt, and the answer goes to the old one. */
// Caught by: fetchFile() sends its last packet again when nothing comes
// Says: from which address
// Violates: It sends everything from one port
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  for (let attempt = 1; attempt < how.attempts; attempt++) {
    try {
      return await right(server, name, { ...how, attempts: 1 });
    } catch (error) {
      if (!(error instanceof Deno.errors.TimedOut)) throw error;
    }
  }
  return await right(server, name, { ...how, attempts: 1 });
}
