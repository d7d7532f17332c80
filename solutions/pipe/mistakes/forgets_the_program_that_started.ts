/** Mistake: it closes the pipes when the second program is missing, but never waits for the first. */
// Caught by: pipeline() throws ENOENT when a program is missing, and leaves nothing behind
// Says: left a child behind: yes
// Violates: a program that did start is waited for
export * from "../pipe.ts";
import { close, pipe } from "lib/sys/fd.ts";
import { type ExitStatus, spawn, waitpid } from "lib/sys/process.ts";
import { type Program, receive } from "../pipe.ts";

export function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  const [between, result] = [pipe(), pipe()];
  const pids: number[] = [];
  try {
    pids.push(spawn(first, firstArgs, { 1: between[1] }));
    pids.push(spawn(second, secondArgs, { 0: between[0], 1: result[1] }));
  } finally {
    between.forEach(close);
    if (pids.length < 2) result.forEach(close);
  }
  const output = receive(...result);
  return { output, statuses: [waitpid(pids[0]!), waitpid(pids[1]!)] };
}
