/** Mistake: it connects the standard error of the first program with the pipe, too. */
// Caught by: pipeline() passes on words as they are, and standard output only
// Says: noise
// Violates: The program whose standard output goes into the pipe.
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
  const one = spawn(first, firstArgs, { 1: writeEnd, 2: writeEnd });
  const two = spawn(second, secondArgs, { 0: readEnd, 1: outputWriteEnd });
  close(readEnd);
  close(writeEnd);
  const output = receive(outputEnd, outputWriteEnd);
  return { output, statuses: [waitpid(one), waitpid(two)] };
}
