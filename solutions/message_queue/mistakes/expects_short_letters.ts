/** Mistake: its buffer is smaller than a letter can be, and the kernel does not take that. */
// Caught by: take() gives the most urgent letter, and waits as long as it is told
// Says: it threw EMSGSIZE
// Violates: Takes the letter with the highest priority
export * from "../message_queue.ts";
import { mqTimedreceive } from "lib/sys/mqueue.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  override take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    try {
      const until = Date.now() + Math.min(ms, 1e9);
      const { bytes: letter, priority } = mqTimedreceive(this.fd, 16, until);
      return { letter, priority };
    } catch (error) {
      if ((error as { code?: string }).code === "ETIMEDOUT") return undefined;
      throw error;
    }
  }
}
