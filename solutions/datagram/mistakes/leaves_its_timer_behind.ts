/** Mistake: it leaves a timer behind, which keeps the process alive. */
// Caught by: fetchFile() fetches files of any size, several at a time
// Says: its process did not end
// Violates: no descriptor and no timer
export * from "../datagram.ts";
import { fetchFile as right } from "../datagram.ts";

type How = { patience: number; attempts: number };

export async function fetchFile(server: Deno.NetAddr, name: string, how: How) {
  const over = new Promise<never>((_, reject) => {
    const late = () => reject(new Deno.errors.TimedOut("The file did not come"));
    setTimeout(late, how.patience * how.attempts);
  });
  return await Promise.race([right(server, name, how), over]);
}
