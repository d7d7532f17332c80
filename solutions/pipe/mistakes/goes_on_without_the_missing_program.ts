/** Mistake: it reports a program that is missing as one that ended with code 127, as a shell does. */
// Caught by: pipeline() throws ENOENT when a program is missing, and leaves nothing behind
// Says: it did not throw, although it had to throw ENOENT
// Violates: With the `code` `ENOENT`, when there is no such program.
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { pipeline as pipelineWell, type Program } from "../pipe.ts";

export function pipeline(
  first: Program,
  second: Program,
): { output: Uint8Array; statuses: [ExitStatus, ExitStatus] } {
  try {
    return pipelineWell(first, second);
  } catch {
    const missing = { code: 127, signal: null };
    return { output: new Uint8Array(), statuses: [missing, missing] };
  }
}
