/** Mistake: it takes one letter each time the doorbell rings, but 50 signals may ring once. */
// Caught by: receiveAll() gets every letter, also when a burst of signals rings once or twice
// Says: receiveAll() is idle in its event loop
export * from "../signal.ts";
import { existsSync } from "node:fs";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const take = () => {
    const path = `${mailbox}/${letters.length + 1}`;
    if (!existsSync(path)) return;
    const letter = Deno.readTextFileSync(path);
    Deno.removeSync(path);
    if (letter === "") resolve();
    else letters.push(letter);
  };
  Deno.addSignalListener(doorbell, take);
  const timer = setInterval(() => {}, 1e9);
  await promise;
  clearInterval(timer);
  Deno.removeSignalListener(doorbell, take);
  return letters;
}
