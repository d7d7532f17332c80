/** Mistake: where there is nothing to write it does not touch the input, and the program waits for it. */
// Caught by: filter() collects standard output only, and ends an empty input at once
// Says: wc (pid
// Violates: What the program can read before its input ends
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  const writer = child.stdin.getWriter();
  const writing = input.length > 0 &&
    writer.write(input).then(() => writer.close()).catch(() => {});
  const [output, status] = await Promise.all([
    new Response(child.stdout).bytes(),
    child.status,
    writing,
  ]);
  return { output, status };
}
