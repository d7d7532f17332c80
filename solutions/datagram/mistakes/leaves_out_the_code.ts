/** Mistake: it throws the text of an ERROR without its code. */
// Caught by: fetchFile() throws what the server says, at once
// Says: the message of what it threw
// Violates: the message is its code and its text
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  try {
    return await right(server, name, how);
  } catch (error) {
    if (error instanceof Deno.errors.TimedOut) throw error;
    throw new Error((error as Error).message.replace(/^\d+: /, ""));
  }
}
