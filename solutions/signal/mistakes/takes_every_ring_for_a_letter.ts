/** Mistake: it believes that there is a letter whenever the doorbell rings. */
// Caught by: receiveAll() gets every letter, if the doorbell rings for nothing or once for many
// Says: NotFound
// Violates: also for nothing
export * from "../signal.ts";
import { existsSync } from "node:fs";
export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  let ring = () => {};
  const listener = () => ring();
  Deno.addSignalListener(doorbell, listener);
  const timer = setInterval(() => {}, 1e9);
  let letter: string;
  do {
    const rung = new Promise<void>((resolve) => ring = resolve);
    const path = `${mailbox}/${letters.length + 1}`;
    if (!existsSync(path)) await rung;
    letter = Deno.readTextFileSync(path);
    Deno.removeSync(path);
    if (letter !== "") letters.push(letter);
  } while (letter !== "");
  clearInterval(timer);
  Deno.removeSignalListener(doorbell, listener);
  return letters;
}
