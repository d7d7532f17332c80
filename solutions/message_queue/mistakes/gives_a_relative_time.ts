/** Mistake: it tells the kernel how long, where that asks until when. */
// Caught by: take() gives the most urgent letter, and waits as long as it is told
// Says: take() came back after
// Violates: when none has come in time
export * from "../message_queue.ts";
import { mqTimedreceive } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  override take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    if (ms === Infinity) return super.take();
    try {
      const { bytes: letter, priority } = mqTimedreceive(this.fd, 1 << 16, ms);
      return { letter, priority };
    } catch {
      return undefined;
    }
  }
}
