/** Mistake: it waits ten seconds for more output, and takes a longer pause for the end. */
// Caught by: pipeline() runs both programs at the same time, and reads until the output ends
// Says: later
// Violates: All that the second wrote until its output ended
export * from "../pipe.ts";
import { close, pipe, read } from "lib/sys/fd.ts";
import { poll, POLLIN } from "lib/sys/poll.ts";
import { type ExitStatus, spawn, waitpid } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  const [[readEnd, writeEnd], [outputEnd, outputWriteEnd]] = [pipe(), pipe()];
  const one = spawn(first, firstArgs, { 1: writeEnd });
  const two = spawn(second, secondArgs, { 0: readEnd, 1: outputWriteEnd });
  [readEnd, writeEnd, outputWriteEnd].forEach(close);
  const [output, buffer] = [[] as number[], new Uint8Array(4096)];
  const silent = () => poll([{ fd: outputEnd, events: POLLIN }], 10_000)[0] === 0;
  for (let n; !silent() && (n = read(outputEnd, buffer));) output.push(...buffer.subarray(0, n));
  close(outputEnd);
  return { output: Uint8Array.from(output), statuses: [waitpid(one), waitpid(two)] };
}
