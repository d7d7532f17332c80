/** Mistake: it keeps the process alive by one timer, and the longest one is over after 25 days. */
// Caught by: receiveAll() gets every letter, if the doorbell rings for nothing or once for many
// Says: its event loop is empty
// Violates: your process stays alive and sleeps
export * from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  Deno.statSync(mailbox);
  let ring = () => {};
  const listener = () => ring();
  Deno.addSignalListener(doorbell, listener);
  const awake = setTimeout(() => {}, 2 ** 31 - 1);
  for (const letters: string[] = [];;) {
    const path = `${mailbox}/${letters.length + 1}`;
    const rung = new Promise<void>((resolve) => ring = resolve);
    const letter = await Deno.readTextFile(path).catch(() => undefined);
    if (letter !== undefined) Deno.removeSync(path);
    else await rung;
    if (letter) letters.push(letter);
    if (letter !== "") continue;
    clearTimeout(awake);
    Deno.removeSignalListener(doorbell, listener);
    return letters;
  }
}
