/** Mistake: it fails when the program has enough before the input ends. */
// Caught by: filter() accepts a program that does not read its input
// Says: filter() threw BrokenPipe
// Violates: It may stop reading earlier
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  const [{ stdout, code, signal }] = await Promise.all([
    child.output(),
    new Blob([input]).stream().pipeTo(child.stdin),
  ]);
  return { output: stdout, status: { code, signal } };
}
