/** Mistake: each ring begins another look, while the one before is still at work. */
// Caught by: receiveAll() misses no letter when the doorbell rings while it looks
// Says: left an error that nobody caught
export * from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const look = async () => {
    for (;;) {
      const path = `${mailbox}/${letters.length + 1}`;
      const letter = await Deno.readTextFile(path).catch(() => undefined);
      if (letter === undefined) return;
      await Deno.remove(path);
      if (letter === "") return resolve();
      letters.push(letter);
    }
  };
  Deno.addSignalListener(doorbell, look);
  const awake = setInterval(() => {}, 1e9);
  look();
  await done;
  clearInterval(awake);
  Deno.removeSignalListener(doorbell, look);
  return letters;
}
