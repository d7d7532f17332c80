/** Mistake: it believes that every exit code above 128 stands for a signal, as a shell shows it. */
// Caught by: filter() accepts a program that does not read its input
// Says: SIGTERM
// Violates: how the program ended
export * from "../pipe.ts";
import { type ExitStatus } from "lib/sys/process.ts";
import { filter as filterWell, type Program } from "../pipe.ts";

export async function filter(
  program: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const { output, status: { code } } = await filterWell(program, input);
  return { output, status: { code, signal: code === 143 ? "SIGTERM" : null } };
}
