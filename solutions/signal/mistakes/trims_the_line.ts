/** Mistake: it takes away blanks before it compares. */
// Caught by: startReady() recognises the line that comes in pieces after others
// Says: AssertionError: The program had printed only the lines
// Violates: not even a blank
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !said.split("\n").slice(0, -1).some((line) => line.trim() === "ready");) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended with code ${(await child.status).code} before it was ready`);
    said += value;
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
