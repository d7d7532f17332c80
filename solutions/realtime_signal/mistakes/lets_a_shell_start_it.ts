/** Mistake: it has a shell start the program, which throws nothing when there is none. */
// Caught by: startListener() gives a program its arguments and its streams, and throws when there is none
// Says: There is no such program: it did not throw
// Violates: when there is no such program
export * from "../realtime_signal.ts";
import { startListener as right } from "../realtime_signal.ts";

export function startListener(command: string, args: string[], signals: number[]): number {
  return right("sh", ["-c", 'exec "$0" "$@"', command, ...args], signals);
}
