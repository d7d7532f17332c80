/** Mistake: it runs the program once for its output, and again for its status. */
// Caught by: filter() runs each program once, as it is given, alone or beside others
// Says: It ran so many times
// Violates: What to run, once.
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { filter as filterWell, type Program } from "../pipe.ts";

export async function filter(
  program: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const { output } = await filterWell(program, input);
  const { status } = await filterWell(program, input);
  return { output, status };
}
