/** Mistake: it waits until the program has ended. */
// Caught by: startListener() starts a program in which these signals wait, and no others are blocked
// Says: startListener() waits in waitpid
// Violates: it is your caller who waits for its end
export * from "../realtime_signal.ts";
import { startListener as right } from "../realtime_signal.ts";
import { waitpid } from "lib/sys/process.ts";

export function startListener(command: string, args: string[], signals: number[]): number {
  return waitpid(right(command, args, signals)).pid;
}
