/** Mistake: it starts the second program when the first has ended, but the first cannot end without it. */
// Caught by: pipeline() runs both programs at the same time, and reads until the output ends
// Says: pipeline() waits in waitpid for its child sh
// Violates: Runs two programs at the same time
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
  const one = waitpid(spawn(first, firstArgs, { 1: writeEnd }));
  close(writeEnd);
  const two = spawn(second, secondArgs, { 0: readEnd, 1: outputWriteEnd });
  close(readEnd);
  const output = receive(outputEnd, outputWriteEnd);
  return { output, statuses: [one, waitpid(two)] };
}
