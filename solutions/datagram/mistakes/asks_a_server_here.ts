/** Mistake: it takes the port from the address only, and asks 127.0.0.1. */
// Caught by: fetchFile() gives up after so many attempts
// Says: fetchFile() asks for the file: it threw TimedOut
// Violates: Where the server receives requests
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  return await right({ ...server, hostname: "127.0.0.1" }, name, how);
}
