/** Mistake: it believes that who sends 0 sends no number. */
// Caught by: receive() gives the lowest and oldest signal, and tells how it was sent
// Says: A signal with the number 0
// Violates: How it was sent: with a number
export * from "../realtime_signal.ts";
import { type Notice, receive as right } from "../realtime_signal.ts";

export function receive(signals: number[], ms = Infinity): Notice | undefined {
  const notice = right(signals, ms);
  if (notice?.how !== "sigqueue" || notice.value !== 0) return notice;
  return { ...notice, how: "kill" };
}
