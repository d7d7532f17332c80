/** Mistake: each ring begins another look, while the one before is still at work. */
// Caught by: receiveAll() misses no letter when the doorbell rings while it looks
// Says: left an error that nobody caught
// Violates: while you look
export * from "../signal.ts";
export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const awake = setInterval(() => {}, 1e9);
  const look = async () => {
    let letter: string | undefined;
    for (; letter !== ""; letters.push(letter)) {
      const path = `${mailbox}/${letters.length + 1}`;
      letter = await Deno.readTextFile(path).catch(() => undefined);
      if (letter === undefined) return;
      await Deno.remove(path);
    }
    resolve();
  };
  Deno.addSignalListener(doorbell, look);
  look();
  await done.finally(() => clearInterval(awake));
  Deno.removeSignalListener(doorbell, look);
  return letters.slice(0, -1);
}
