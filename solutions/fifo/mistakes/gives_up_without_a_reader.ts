/** Mistake: when nobody reads for a minute, it gives up. */
// Caught by: publish() lets its process go on, and writes each record as a line
// Says: in an hour in which nobody reads: it threw ENXIO
// Violates: It waits until somebody reads, even when there are no records
export * from "../fifo.ts";
import { publish as publishWell } from "../fifo.ts";
import { close } from "lib/sys/fd.ts";
import { O_NONBLOCK, O_WRONLY, open } from "lib/sys/fifo.ts";
import { setTimeout as sleep } from "node:timers/promises";

export const publish: typeof publishWell = async (path, records) => {
  for (const end = Date.now() + 60_000;; await sleep(5)) {
    try {
      close(open(path, O_WRONLY | O_NONBLOCK));
      return await publishWell(path, records);
    } catch (error) {
      if ((error as { code?: string }).code !== "ENXIO" || Date.now() > end) throw error;
    }
  }
};
