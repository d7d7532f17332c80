/** Mistake: it returns a program that ended before it was ready. */
// Caught by: startReady() throws when the program ends before it is ready, or is missing
// Says: although it had to throw
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !/^ready\n/m.test(said);) {
    const { value, done } = await reader.read();
    if (done) break;
    said += value;
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
