/** Mistake: it does not tell who has sent a signal without a number. */
// Caught by: receive() gives the lowest and oldest signal, and tells how it was sent
// Says: A signal that kill() has sent
// Violates: What is known of a signal
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const notice = right(signals, ms);
  return notice && { ...notice, sender: notice.how === "sigqueue" ? notice.sender : 0 };
}
