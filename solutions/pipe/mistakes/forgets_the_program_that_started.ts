/** Mistake: it closes the pipes when the second program is missing, but never waits for the first. */
// Caught by: pipeline() throws ENOENT when a program is missing, and leaves nothing behind
// Says: pipeline() threw ENOENT, and left a child behind: yes
export * from "../pipe.ts";
import { close, pipe } from "lib/sys/fd.ts";
import { type ExitStatus, spawn, waitpid } from "lib/sys/process.ts";
import { type Program, receive } from "../pipe.ts";

export function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  const [readEnd, writeEnd] = pipe();
  const [outputEnd, outputWriteEnd] = pipe();
  const pids: number[] = [];
  try {
    pids.push(spawn(first, firstArgs, { 1: writeEnd }));
    pids.push(spawn(second, secondArgs, { 0: readEnd, 1: outputWriteEnd }));
  } finally {
    [readEnd, writeEnd].forEach(close);
    if (pids.length < 2) [outputEnd, outputWriteEnd].forEach(close);
  }
  const output = receive(outputEnd, outputWriteEnd);
  return { output, statuses: [waitpid(pids[0]!), waitpid(pids[1]!)] };
}
