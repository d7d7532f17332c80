/** Mistake: it listens while it waits, and is killed when the doorbell rings while it reads. */
// Caught by: receiveAll() listens from before the first letter until it has the last one
// Says: it was killed by SIGALRM
// Violates: From the first one on, the doorbell may ring at any time
export * from "../signal.ts";
import { existsSync } from "node:fs";
import { waitFor } from "../signal.ts";

export async function receiveAll(doorbell: Deno.Signal, mailbox: string): Promise<string[]> {
  const letters: string[] = [];
  for (;;) {
    for (let n = letters.length + 1; existsSync(`${mailbox}/${n}`); n++) {
      const letter = Deno.readTextFileSync(`${mailbox}/${n}`);
      Deno.removeSync(`${mailbox}/${n}`);
      if (letter === "") return letters;
      letters.push(letter);
    }
    await waitFor(doorbell);
  }
}
