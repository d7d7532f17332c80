/** Mistake: it tells its own pid for that of the sender. */
// Caught by: receive() gets signals from kill, sh and perl
// Says: Signal 1 from
// Violates: The pid of the process that has sent it
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const notice = right(signals, ms);
  return notice && { ...notice, sender: notice.how === "kernel" ? 0 : Deno.pid };
}
