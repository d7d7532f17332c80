/** Mistake: it gives up after a thousand lines. */
// Caught by: startReady() recognises the line that comes in pieces after others
// Says: and startReady() threw Error
// Violates: any number of them
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !/(^|\n)ready\n/.test(said);) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended with code ${(await child.status).code} before it was ready`);
    said += value;
    if (said.split("\n").length > 1000) throw new Error("It is never ready");
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
