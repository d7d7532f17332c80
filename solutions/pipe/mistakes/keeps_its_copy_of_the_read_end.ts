/** Mistake: it keeps the read end of the pipe, so the first program never learns that nobody reads. */
// Caught by: pipeline() lets yes die of SIGPIPE when head has enough
// Says: its read end is open only in pipeline()
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
  close(writeEnd);
  const output = receive(outputEnd, outputWriteEnd);
  const statuses: [ExitStatus, ExitStatus] = [waitpid(one), waitpid(two)];
  close(readEnd);
  return { output, statuses };
}
