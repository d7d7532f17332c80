/** Mistake: it fetches everything, and forgets what it was not asked for. */
// Caught by: receive() waits as long as it is told when no signal comes
// Says: The other signal, which waited meanwhile
// Violates: All others stay where
export * from "../realtime_signal.ts";
import { drain, type Notice, receive as right } from "../realtime_signal.ts";
import { sigrtmax, sigrtmin } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const others: number[] = [];
  for (let it = sigrtmin(); it <= sigrtmax(); it++) if (!signals.includes(it)) others.push(it);
  drain(others);
  return right(signals, ms);
}
