/** Mistake: it does not notice that the program has ended, and asks for more again and again. */
// Caught by: startReady() throws when the program ends before it is ready, or is missing
// Says: The program exits with 42, and startReady() gave: "still waits"
// Violates: When it ends before it is ready
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !/^ready\n/m.test(said);) {
    said += (await reader.read()).value ?? "";
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
