/** Mistake: it asks for a pipe for the standard error, and reads that when the program has ended. */
// Caught by: filter() collects standard output only, and ends an empty input at once
// Says: tr (pid
// Violates: It may write to its standard error, however much: that is not collected.
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const options = { args, stdin: "piped", stdout: "piped", stderr: "piped" } as const;
  const child = new Deno.Command(command, options).spawn();
  const writing = new Blob([input]).stream().pipeTo(child.stdin).catch(() => {});
  const output = await new Response(child.stdout).bytes();
  const status = await child.status;
  await Promise.all([writing, new Response(child.stderr).bytes()]);
  return { output, status };
}
