/** Mistake: it reads the letters, and leaves them in the mailbox. */
// Caught by: receiveAll() takes letters out of the mailbox that were there before it listened
// Says: The letters have to be taken out
export * from "../signal.ts";
import { existsSync } from "node:fs";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  let ring = () => {};
  const listener = () => ring();
  Deno.addSignalListener(doorbell, listener);
  const timer = setInterval(() => {}, 1e9);
  for (let letter: string | undefined; letter !== "";) {
    const rung = new Promise<void>((resolve) => ring = resolve);
    const path = `${mailbox}/${letters.length + 1}`;
    if (!existsSync(path)) await rung;
    else if ((letter = Deno.readTextFileSync(path)) !== "") letters.push(letter);
  }
  clearInterval(timer);
  Deno.removeSignalListener(doorbell, listener);
  return letters;
}
