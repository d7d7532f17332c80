/** Mistake: it makes one line of the words, and a shell takes that apart in its own way. */
// Caught by: filter() runs each program once, as it is given, alone or beside others
// Says: The program was: printf
// Violates: each argument reaches it as it is
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import { filter as filterWell, type Program } from "../pipe.ts";

export async function filter(
  program: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  return await filterWell(["sh", "-c", program.join(" ")], input);
}
