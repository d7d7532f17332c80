/** Mistake: it blocks the signals in its own thread for a moment, and leaves them so when there is no program. */
// Caught by: startListener() gives a program its arguments and its streams, and throws when there is none
// Says: although there was no program
// Violates: in your own process nothing changes
export * from "../realtime_signal.ts";
import { spawn } from "lib/sys/process.ts";
import { signalSet } from "lib/sys/sigwait.ts";

const libc = Deno.dlopen("libc.so.6", {
  pthread_sigmask: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
});
const [SIG_BLOCK, SIG_SETMASK] = [0, 2];

export function startListener(command: string, args: string[], signals: number[]): number {
  const before = new Uint8Array(128);
  libc.symbols.pthread_sigmask(SIG_BLOCK, signalSet(signals), before);
  const pid = spawn(command, args, {}, { blocked: signals });
  libc.symbols.pthread_sigmask(SIG_SETMASK, before, null);
  return pid;
}
