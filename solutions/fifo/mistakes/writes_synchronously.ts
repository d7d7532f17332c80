/** Mistake: it writes in a call that freezes its whole process while there is no room. */
// Caught by: publish() lets its process go on, and writes each record as a line
// Says: and it holds the read end itself
// Violates: Your process goes on meanwhile.
export * from "../fifo.ts";
import { PIPE_BUF } from "lib/sys/fifo.ts";
import { publish as publishWell } from "../fifo.ts";

export const publish: typeof publishWell = async (path, records) => {
  const lines = records.map((record) => new TextEncoder().encode(`${record}\n`));
  const wrong = lines.some((it) => it.length > PIPE_BUF || it.indexOf(10) < it.length - 1);
  if (wrong) throw new RangeError("It does not fit");
  using file = await Deno.open(path, { write: true });
  if (!(await file.stat()).isFifo) throw new TypeError("It is no FIFO");
  for (const line of lines) file.writeSync(line);
};
