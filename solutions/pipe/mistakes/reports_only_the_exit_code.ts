/** Mistake: it tells the exit code, but not that a signal ended the program. */
// Caught by: filter() returns the last words of a program, and the signal that killed it
// Says: SIGTERM
// Violates: how the program ended
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { filter as filterWell, type Program } from "../pipe.ts";

export async function filter(
  program: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const { output, status } = await filterWell(program, input);
  return { output, status: { code: status.code, signal: null } };
}
