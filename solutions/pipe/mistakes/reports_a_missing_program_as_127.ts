/** Mistake: it reports a program that does not exist as one that ended with code 127, as a shell does. */
// Caught by: filter() runs each program once, as it is given, alone or beside others
// Says: it did not throw, although it had to throw ENOENT
// Violates: With the `code` `ENOENT`, when there is no such program.
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { filter as filterWell, type Program } from "../pipe.ts";

export async function filter(
  program: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  try {
    return await filterWell(program, input);
  } catch {
    return { output: new Uint8Array(), status: { code: 127, signal: null } };
  }
}
