/** Mistake: it takes the command out of the list, which is its caller's. */
// Caught by: filter() runs each program once, as it is given, alone or beside others
// Says: the list of
// Violates: the list is not changed
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { filter as filterWell, type Program } from "../pipe.ts";

export async function filter(
  program: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const command = program.shift()!;
  return await filterWell([command, ...program], input);
}
