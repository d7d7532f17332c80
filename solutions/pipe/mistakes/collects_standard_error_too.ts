/** Mistake: it puts what the program writes to its standard error into the output. */
// Caught by: filter() collects standard output only, and ends an empty input at once
// Says: !!!!!!
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
  const [{ stdout, stderr, code, signal }] = await Promise.all([
    child.output(),
    new Blob([input]).stream().pipeTo(child.stdin).catch(() => {}),
  ]);
  return { output: new Uint8Array([...stderr, ...stdout]), status: { code, signal } };
}
