/** Mistake: it takes one letter each time the doorbell rings, but 50 signals may ring once. */
// Caught by: receiveAll() gets every letter, if the doorbell rings for nothing or once for many
// Says: left in the mailbox: 49, from 2 on
// Violates: the sender rings once for each letter, or once for several
export * from "../signal.ts";
import { existsSync } from "node:fs";
export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const take = () => {
    const path = `${mailbox}/${letters.length + 1}`;
    if (!existsSync(path)) return false;
    const letter = Deno.readTextFileSync(path);
    Deno.removeSync(path);
    if (letter === "") resolve();
    else letters.push(letter);
    return letter !== "";
  };
  Deno.addSignalListener(doorbell, take);
  const timer = setInterval(() => {}, 1e9);
  while (take());
  await promise.finally(() => clearInterval(timer));
  Deno.removeSignalListener(doorbell, take);
  return letters;
}
