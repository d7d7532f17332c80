/** Mistake: it puts the status of the second program first. */
// Caught by: pipeline() runs both programs at the same time, and reads until the output ends
// Says: code: 141
// Violates: how the first and the second ended
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { pipeline as pipelineWell, type Program } from "../pipe.ts";

export function pipeline(
  first: Program,
  second: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  const { output, statuses: [one, two] } = pipelineWell(first, second);
  return { output, statuses: [two, one] };
}
