/** Mistake: it listens so that it is not killed, and looks into the mailbox all the time. */
// Caught by: receiveAll() gets every letter, if the doorbell rings for nothing or once for many
// Says: receiveAll() looks again and again
// Violates: it does not look into the folder
export * from "../signal.ts";
export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  const nothing = () => {};
  Deno.addSignalListener(doorbell, nothing);
  try {
    for (;;) {
      const path = `${mailbox}/${letters.length + 1}`;
      const letter = await Deno.readTextFile(path).catch(() => undefined);
      if (letter === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        continue;
      }
      await Deno.remove(path);
      if (letter === "") return letters;
      letters.push(letter);
    }
  } finally {
    Deno.removeSignalListener(doorbell, nothing);
  }
}
