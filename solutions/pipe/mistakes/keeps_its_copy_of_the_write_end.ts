/** Mistake: it keeps the write end of the pipe, so the second program never sees the end of its input. */
// Caught by: pipeline() connects two programs by one pipe, and keeps no end of it
// Says: until pipeline() has closed its copies of both ends
// Violates: which keeps no end of that pipe
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
  const output = receive(outputEnd, outputWriteEnd);
  const statuses: [ExitStatus, ExitStatus] = [waitpid(one), waitpid(two)];
  close(writeEnd);
  return { output, statuses };
}
