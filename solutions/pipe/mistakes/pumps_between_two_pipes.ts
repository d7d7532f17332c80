/** Mistake: it runs both programs, but carries the bytes from one to the other itself. */
// Caught by: pipeline() connects two programs by one pipe, and keeps no end of it
// Says: The standard input of the second has to be the same pipe.
// Violates: The program whose standard input comes out of the pipe.
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function pipeline(
  [first, ...firstArgs]: Program,
  [second, ...secondArgs]: Program,
): Promise<{ output: Uint8Array; statuses: [ExitStatus, ExitStatus] }> {
  const one = new Deno.Command(first, { args: firstArgs, stdout: "piped" }).spawn();
  const two = new Deno.Command(second, { args: secondArgs, stdin: "piped", stdout: "piped" })
    .spawn();
  one.stdout.pipeTo(two.stdin).catch(() => {});
  const [{ stdout }, ...statuses] = await Promise.all([two.output(), one.status, two.status]);
  return { output: stdout, statuses };
}
