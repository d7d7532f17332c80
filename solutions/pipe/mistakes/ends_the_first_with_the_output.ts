/** Mistake: when the output has ended, it ends the first program, which may have something left to do. */
// Caught by: pipeline() waits for both programs, and tells how each one ended
// Says: SIGTERM
// Violates: how the first and the second ended
export * from "../pipe.ts";
import { close, pipe } from "lib/sys/fd.ts";
import { type ExitStatus, kill, spawn, waitpid } from "lib/sys/process.ts";
import { type Program, receive } from "../pipe.ts";

export function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  const [[readEnd, writeEnd], [outputEnd, outputWriteEnd]] = [pipe(), pipe()];
  const one = spawn(first, firstArgs, { 1: writeEnd });
  const two = spawn(second, secondArgs, { 0: readEnd, 1: outputWriteEnd });
  [readEnd, writeEnd].forEach(close);
  const output = receive(outputEnd, outputWriteEnd);
  kill(one, "SIGTERM");
  return { output, statuses: [waitpid(one), waitpid(two)] };
}
