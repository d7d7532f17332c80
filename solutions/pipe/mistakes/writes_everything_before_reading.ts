/** Mistake: it writes the whole input before it reads, and both sides get stuck with a full pipe. */
// Caught by: filter() passes more through cat than both pipes hold
// Says: filter() is idle in its event loop
// Violates: Runs a program with `input` as its standard input
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(input).catch(() => {});
  await writer.close().catch(() => {});
  const { stdout, code, signal } = await child.output();
  return { output: stdout, status: { code, signal } };
}
