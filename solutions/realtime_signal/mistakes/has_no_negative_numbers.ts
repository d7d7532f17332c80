/** Mistake: it reads the number as if it had no sign. */
// Caught by: receive() gives the lowest and oldest signal, and tells how it was sent
// Says: value: 4294967295
// Violates: The number that was sent with it
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const notice = right(signals, ms);
  return notice && { ...notice, value: notice.value >>> 0 };
}
