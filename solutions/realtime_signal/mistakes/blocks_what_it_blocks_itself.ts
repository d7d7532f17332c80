/** Mistake: what is blocked in its own process is blocked in the program, too. */
// Caught by: startListener() starts a program in which these signals wait, and no others are blocked
// Says: which signals are blocked in the program
// Violates: No other signal is blocked in it
export * from "../realtime_signal.ts";
import { spawn } from "lib/sys/process.ts";

export function startListener(command: string, args: string[], signals: number[]): number {
  const status = Deno.readTextFileSync("/proc/thread-self/status");
  const blocked = BigInt(`0x${/SigBlk:\s*(\w+)/.exec(status)![1]}`);
  const own = Array.from({ length: 64 }, (_, at) => at + 1)
    .filter((signal) => (blocked >> BigInt(signal - 1)) & 1n);
  return spawn(command, args, {}, { blocked: [...new Set([...own, ...signals])] });
}
