/** Mistake: it throws another error when its patience is over. */
// Caught by: fetchFile() gives up after so many attempts
// Says: , not TimedOut
// Violates: When there was no new block for `patience` milliseconds after the last attempt
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  try {
    return await right(server, name, how);
  } catch (error) {
    if (error instanceof Deno.errors.TimedOut) throw new Error(error.message);
    throw error;
  }
}
