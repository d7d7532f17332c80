/** Mistake: it takes the exit code 127 for a missing program, which is how a shell reports one. */
// Caught by: filter() waits for the end of the output and of the program, whichever comes first
// Says: There is no program sh
// Violates: how the program ended
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { filter as filterWell, type Program } from "../pipe.ts";

export async function filter(
  program: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const result = await filterWell(program, input);
  if (result.status.code !== 127) return result;
  throw Object.assign(new Error(`There is no program ${program[0]}`), { code: "ENOENT" });
}
