/** Mistake: it asks again and again whether a signal has come. */
// Caught by: receive() waits for a signal for ever, whatever comes in between
// Says: receive() keeps a processor busy
// Violates: While there is none, it waits, and keeps no processor busy
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  for (const end = performance.now() + ms;;) {
    const notice = right(signals, 0);
    if (notice || performance.now() >= end) return notice;
  }
}
