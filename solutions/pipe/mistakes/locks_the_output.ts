/** Mistake: it reads once from the output, and keeps the reader, so that nobody can read the rest. */
// Caught by: filter() passes more through cat than both pipes hold
// Says: locked
// Violates: collects its standard output
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  const writing = new Blob([input]).stream().pipeTo(child.stdin).catch(() => {});
  const { value } = await child.stdout.getReader().read();
  const [{ stdout, code, signal }] = await Promise.all([child.output(), writing]);
  return { output: new Uint8Array([...value ?? [], ...stdout]), status: { code, signal } };
}
