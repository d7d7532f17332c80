/** Mistake: a ring is lost while it looks, although a letter may have come behind its back. */
// Caught by: receiveAll() misses no letter when the doorbell rings while it looks
// Says: receiveAll() is idle in its event loop
export * from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  let rung = Promise.withResolvers<void>();
  const listener = () => rung.resolve();
  Deno.addSignalListener(doorbell, listener);
  const awake = setInterval(() => {}, 1e9);
  try {
    for (;;) {
      const path = `${mailbox}/${letters.length + 1}`;
      const letter = await Deno.readTextFile(path).catch(() => undefined);
      if (letter === undefined) {
        rung = Promise.withResolvers();
        await rung.promise;
        continue;
      }
      await Deno.remove(path);
      if (letter === "") return letters;
      letters.push(letter);
    }
  } finally {
    clearInterval(awake);
    Deno.removeSignalListener(doorbell, listener);
  }
}
