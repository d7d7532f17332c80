/** Mistake: it waits the whole time again after each interruption. */
// Caught by: receive() waits neither longer nor shorter because it was stopped, or other signals come
// Says: receive() waits although its time is over
// Violates: neither makes it longer
export * from "../realtime_signal.ts";
import { type Notice } from "../realtime_signal.ts";
import { SI_QUEUE, SI_USER, signalSet, sigtimedwait } from "lib/sys/sigwait.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  for (;;) {
    try {
      const { signal, code, value, pid } = sigtimedwait(signalSet(signals), ms);
      if (code === SI_QUEUE) return { signal, value, sender: pid, how: "sigqueue" };
      if (code === SI_USER) return { signal, value: 0, sender: pid, how: "kill" };
      return { signal, value: 0, sender: 0, how: "kernel" };
    } catch (error) {
      if ((error as { code?: string }).code === "EAGAIN") return undefined;
    }
  }
}
