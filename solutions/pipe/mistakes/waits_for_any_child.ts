/** Mistake: it waits for any two children, also for one that somebody else waits for. */
// Caught by: pipeline() runs both programs at the same time, and reads until the output ends
// Says: A child that pipeline() did not start
// Violates: its other children are left alone
export * from "../pipe.ts";
import { close, pipe } from "lib/sys/fd.ts";
import { type ExitStatus, spawn, waitpid } from "lib/sys/process.ts";
import { type Program, receive } from "../pipe.ts";

export function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  const [between, behind] = [pipe(), pipe()];
  const one = spawn(first, firstArgs, { 1: between[1] });
  const two = spawn(second, secondArgs, { 0: between[0], 1: behind[1] });
  between.forEach(close);
  const output = receive(...behind);
  const ends = new Map<number, ExitStatus>();
  while (!ends.has(one) || !ends.has(two)) {
    const { pid, ...status } = waitpid(-1);
    ends.set(pid, status);
  }
  return { output, statuses: [ends.get(one)!, ends.get(two)!] };
}
