/** Mistake: it blocks every signal in the program. */
// Caught by: startListener() starts a program in which these signals wait, and no others are blocked
// Says: which signals are blocked in the program
// Violates: No other signal is blocked in it
export * from "../realtime_signal.ts";
import { spawn } from "lib/sys/process.ts";
import { sigrtmax, sigrtmin } from "lib/sys/sigwait.ts";

export function startListener(command: string, args: string[], signals: number[]): number {
  const blocked = [...signals];
  for (let signal = 1; signal <= sigrtmax(); signal++) {
    if (signal < 32 || signal >= sigrtmin()) blocked.push(signal);
  }
  return spawn(command, args, {}, { blocked });
}
