/** Mistake: it closes the pipes after both programs have started, but not when one is missing. */
// Caught by: pipeline() throws ENOENT when a program is missing, and leaves nothing behind
// Says: descriptors open
// Violates: no pipe stays open
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
  const one = spawn(first, firstArgs, { 1: writeEnd });
  const two = spawn(second, secondArgs, { 0: readEnd, 1: outputWriteEnd });
  close(readEnd);
  close(writeEnd);
  const output = receive(outputEnd, outputWriteEnd);
  return { output, statuses: [waitpid(one), waitpid(two)] };
}
