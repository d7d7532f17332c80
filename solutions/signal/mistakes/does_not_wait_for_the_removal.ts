/** Mistake: it does not wait until a letter is out of the folder. */
// Caught by: receiveAll() takes the letters that were there before, and removes its listener in the end
// Says: was out of the mailbox
// Violates: Take each letter out of the folder
export * from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  Deno.statSync(mailbox);
  let ring = () => {};
  const listener = () => ring();
  Deno.addSignalListener(doorbell, listener);
  const awake = setInterval(() => {}, 1e9);
  for (const letters: string[] = [];;) {
    const path = `${mailbox}/${letters.length + 1}`;
    const rung = new Promise<void>((resolve) => ring = resolve);
    const letter = await Deno.readTextFile(path).catch(() => undefined);
    if (letter !== undefined) Deno.remove(path);
    else await rung;
    if (letter) letters.push(letter);
    if (letter !== "") continue;
    clearInterval(awake);
    Deno.removeSignalListener(doorbell, listener);
    return letters;
  }
}
