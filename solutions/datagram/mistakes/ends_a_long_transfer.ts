/** Mistake: it gives up when the whole transfer takes more than a minute. */
// Caught by: fetchFile() lets other packets of the server change nothing
// Says: it threw TimedOut (It takes too long)
// Violates: When there was no new block for `patience` milliseconds after the last attempt
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Deno.errors.TimedOut("It takes too long")), 60_000);
  try {
    return await Promise.race([right(server, name, how), promise]);
  } finally {
    clearTimeout(timer);
  }
}
