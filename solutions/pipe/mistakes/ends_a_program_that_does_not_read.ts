/** Mistake: it ends the program when that does not want more input, although it may have more to say. */
// Caught by: filter() waits for the end of the output and of the program, whichever comes first
// Says: The program was: exec 0<&-
// Violates: close its input and go on, and that is no error
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const ending = new AbortController();
  const options = { args, stdin: "piped", stdout: "piped", signal: ending.signal } as const;
  const child = new Deno.Command(command, options).spawn();
  const [{ stdout, code, signal }] = await Promise.all([
    child.output(),
    new Blob([input]).stream().pipeTo(child.stdin).catch(() => ending.abort()),
  ]);
  return { output: stdout, status: { code, signal } };
}
