/** Mistake: it waits for the second program, which waits for room in the pipe that nobody reads. */
// Caught by: pipeline() has room for an output that is much larger than a pipe
// Says: waits in waitpid for its child tee
// Violates: All that the second wrote until its output ended
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
  const status = waitpid(two);
  const output = receive(outputEnd, outputWriteEnd);
  return { output, statuses: [waitpid(one), status] };
}
