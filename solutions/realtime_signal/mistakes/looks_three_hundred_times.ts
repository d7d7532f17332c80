/** Mistake: it looks now and then, but three hundred times at most. */
// Caught by: receive() waits for a signal for ever, whatever comes in between
// Says: Without a time
// Violates: when none has come in time
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  if (ms < Infinity) return right(signals, ms);
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  for (let look = 0; look < 300; look++) {
    const notice = right(signals, 0);
    if (notice !== undefined) return notice;
    Atomics.wait(nothing, 0, 0, 100);
  }
}
