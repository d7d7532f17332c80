/** Mistake: it waits for the end of the output, which a child of the program still holds. */
// Caught by: startReady() throws when the program ends before it is ready, or is missing
// Says: while a child of its holds its output, and startReady() gave: "still waits"
// Violates: even if somebody else still holds its output
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !/^ready\n/m.test(said);) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended with code ${(await child.status).code} before it was ready`);
    said += value;
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
