/** Mistake: it waits for less than nothing when its time is over, and that is no time. */
// Caught by: receive() waits as long as it is told when no signal comes
// Says: it threw EINVAL (Cannot sigtimedwait
// Violates: from 0 up to `Infinity`
export * from "../realtime_signal.ts";
import { type Notice } from "../realtime_signal.ts";
import { SI_QUEUE, SI_USER, signalSet, sigtimedwait } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const end = performance.now() + ms;
  for (;;) {
    try {
      const set = signalSet(signals);
      const { signal, code, value, pid } = sigtimedwait(set, end - performance.now());
      if (code === SI_QUEUE) return { signal, value, sender: pid, how: "sigqueue" };
      if (code === SI_USER) return { signal, value: 0, sender: pid, how: "kill" };
      return { signal, value: 0, sender: 0, how: "kernel" };
    } catch (error) {
      if ((error as { code?: string }).code === "EAGAIN") return undefined;
      if ((error as { code?: string }).code !== "EINTR") throw error;
    }
  }
}
