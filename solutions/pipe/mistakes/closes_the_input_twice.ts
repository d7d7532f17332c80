/** Mistake: it closes the stream to the program again, after that has failed or is closed. */
// Caught by: filter() accepts a program that does not read its input
// Says: TypeError
// Violates: It may stop reading earlier
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  const output = new Response(child.stdout).bytes();
  const writer = child.stdin.getWriter();
  try {
    await writer.write(input);
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  } finally {
    await writer.close();
  }
  return { output: await output, status: await child.status };
}
