/** Mistake: it knows sigqueue, and takes all else for kill. */
// Caught by: receive() gives the lowest and oldest signal, and tells how it was sent
// Says: The signal of an alarm
// Violates: or by the kernel itself
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const notice = right(signals, ms);
  return notice && { ...notice, how: notice.how === "sigqueue" ? "sigqueue" : "kill" };
}
