/** Mistake: it watches the box by poll(), which a signal ends. */
// Caught by: take() waits for a letter for ever, also when a signal comes
// Says: it threw EINTR
// Violates: A signal does not end the wait
export * from "../message_queue.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { Mailbox as Right } from "../message_queue.ts";

export class Mailbox extends Right {
  override take(ms = Infinity): { letter: Uint8Array; priority: number } | undefined {
    poll([{ fd: this.fd, events: POLLIN }], ms > 1e9 ? -1 : ms);
    return super.take(0);
  }
}
