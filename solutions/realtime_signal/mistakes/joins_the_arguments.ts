/** Mistake: it makes one line of the arguments, which is split at its blanks. */
// Caught by: startListener() gives a program its arguments and its streams, and throws when there is none
// Says: The shell's arguments
// Violates: Its arguments.
export * from "../realtime_signal.ts";
import { startListener as right } from "../realtime_signal.ts";

export function startListener(command: string, args: string[], signals: number[]): number {
  const words = args[0] === "-c" ? [args[0], args[1]!] : [];
  const rest = args.slice(words.length).join(" ").split(" ");
  return right(command, [...words, ...rest], signals);
}
