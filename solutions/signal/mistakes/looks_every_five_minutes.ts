/** Mistake: it also looks every five minutes, in case that it has missed a ring. */
// Caught by: receiveAll() gets every letter, if the doorbell rings for nothing or once for many
// Says: AssertionError: receiveAll() took letters, although nobody had rung
// Violates: While nobody rings, your process stays alive and sleeps
export * from "../signal.ts";
import { existsSync } from "node:fs";
export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  let look = () => {};
  const ring = () => look();
  Deno.addSignalListener(doorbell, ring);
  const timer = setInterval(ring, 300_000);
  for (;;) {
    const rung = new Promise<void>((resolve) => look = resolve);
    const path = `${mailbox}/${letters.length + 1}`;
    if (existsSync(path)) {
      letters.push(Deno.readTextFileSync(path));
      Deno.removeSync(path);
      if (letters.at(-1) === "") break;
    } else await rung;
  }
  clearInterval(timer);
  Deno.removeSignalListener(doorbell, ring);
  return letters.slice(0, -1);
}
