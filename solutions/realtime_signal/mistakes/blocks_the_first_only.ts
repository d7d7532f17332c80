/** Mistake: it blocks one signal. */
// Caught by: startListener() starts a program in which these signals wait, and no others are blocked
// Says: With no signals: it threw
// Violates: which may be none
export * from "../realtime_signal.ts";
import { startListener as right } from "../realtime_signal.ts";

export function startListener(command: string, args: string[], signals: number[]): number {
  return right(command, args, [signals[0]!]);
}
