/** Mistake: it starts to write the input, and nobody is there to catch it when that fails. */
// Caught by: filter() accepts a program that does not read its input
// Says: left an error that nobody caught
// Violates: It may stop reading earlier
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  new Blob([input]).stream().pipeTo(child.stdin);
  const { stdout, code, signal } = await child.output();
  return { output: stdout, status: { code, signal } };
}
