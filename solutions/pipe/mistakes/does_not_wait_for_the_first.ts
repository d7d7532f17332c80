/** Mistake: it only looks how the first program has ended, which may go on for a while. */
// Caught by: pipeline() waits for both programs, and tells how each one ended
// Says: left a child behind: sh
// Violates: how the first and the second ended
export * from "../pipe.ts";
import { close, pipe } from "lib/sys/fd.ts";
import { type ExitStatus, spawn, waitpid, WNOHANG } from "lib/sys/process.ts";
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
  const status = waitpid(two);
  return { output, statuses: [waitpid(one, WNOHANG)!, status] };
}
