/** Mistake: it stops reading when the second program has ended, although somebody else may write. */
// Caught by: pipeline() runs both programs at the same time, and reads until the output ends
// Says: later
// Violates: All that the second wrote until its output ended
export * from "../pipe.ts";
import { close, pipe, read, unread } from "lib/sys/fd.ts";
import { type ExitStatus, spawn, waitpid, WNOHANG } from "lib/sys/process.ts";
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
  for (let ended = waitpid(two, WNOHANG);; ended = waitpid(two, WNOHANG)) {
    while (unread(outputEnd) > 0) output.push(...buffer.subarray(0, read(outputEnd, buffer)));
    if (!ended) continue;
    close(outputEnd);
    return { output: Uint8Array.from(output), statuses: [waitpid(one), ended] };
  }
}
