/** Mistake: it knows one folder of programs. */
// Caught by: startListener() gives a program its arguments and its streams, and throws when there is none
// Says: A program whose path has a blank: it threw ENOENT
// Violates: searched in `PATH` unless it has a slash
export * from "../realtime_signal.ts";
import { startListener as right } from "../realtime_signal.ts";

export function startListener(command: string, args: string[], signals: number[]): number {
  return right(`/usr/bin/${command}`, args, signals);
}
