/** Mistake: it reads the output when the program has ended, but a program that waits for room does not end. */
// Caught by: filter() collects standard output only, and ends an empty input at once
// Says: seq (pid
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
  const status = await child.status;
  await writing;
  return { output: await new Response(child.stdout).bytes(), status };
}
