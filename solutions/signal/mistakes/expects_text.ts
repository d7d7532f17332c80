/** Mistake: it fails when the output is no text. */
// Caught by: startReady() recognises the line that comes in pieces after others
// Says: startReady() threw TypeError
// Violates: after any other bytes
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream("utf-8", { fatal: true }))
    .getReader();
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
