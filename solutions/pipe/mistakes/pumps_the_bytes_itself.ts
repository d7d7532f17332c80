/** Mistake: it runs one program, then hands the output to the other one itself. */
// Caught by: pipeline() runs both programs at the same time, and reads until the output ends
// Says: pipeline() is idle in its event loop
// Violates: Runs two programs at the same time
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { filter, type Program } from "../pipe.ts";

export async function pipeline(
  first: Program,
  second: Program,
): Promise<{ output: Uint8Array; statuses: [ExitStatus, ExitStatus] }> {
  const one = await filter(first, new Uint8Array());
  const two = await filter(second, new Uint8Array(one.output));
  return { output: two.output, statuses: [one.status, two.status] };
}
