/** Mistake: it gives the memory of the input away, and its caller has an empty array afterwards. */
// Caught by: filter() runs each program once, as it is given, alone or beside others
// Says: the input of
// Violates: the bytes stay as they are
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { filter as filterWell, type Program } from "../pipe.ts";

export async function filter(
  program: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  return await filterWell(program, structuredClone(input, { transfer: [input.buffer] }));
}
