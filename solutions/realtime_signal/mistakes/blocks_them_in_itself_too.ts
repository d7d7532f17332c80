/** Mistake: it blocks the signals in its own process as well, and leaves them so. */
// Caught by: startListener() starts a program in which these signals wait, and no others are blocked
// Says: Threads of your own process
// Violates: in your own process nothing changes
export * from "../realtime_signal.ts";
import { startListener as right } from "../realtime_signal.ts";
import { signalSet } from "lib/sys/sigwait.ts";

const libc = Deno.dlopen("libc.so.6", {
  pthread_sigmask: { parameters: ["i32", "buffer", "pointer"], result: "i32" },
});

export function startListener(command: string, args: string[], signals: number[]): number {
  libc.symbols.pthread_sigmask(0, signalSet(signals), null); // SIG_BLOCK
  return right(command, args, signals);
}
