/** Mistake: it does not wait for room, and what finds none is lost. */
// Caught by: publish() lets its process go on, and writes each record as a line
// Says: What was read from publish() with more than the FIFO holds
// Violates: whenever there is no room
export * from "../fifo.ts";
import { close, write } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_WRONLY, open } from "lib/sys/fifo.ts";

export async function publish(path: string, records: string[]): Promise<void> {
  (await Deno.open(path, { write: true })).close(); // Somebody reads.
  const fd = open(path, O_WRONLY | O_NONBLOCK);
  for (const record of records) {
    try {
      write(fd, new TextEncoder().encode(`${record}\n`));
    } catch {
      // There is no room.
    }
  }
  close(fd);
}
