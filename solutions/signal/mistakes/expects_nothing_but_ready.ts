/** Mistake: it expects that the program prints nothing before. */
// Caught by: startReady() recognises the line that comes in pieces after others
// Says: had printed the lines "already", "ready in a minute"
// Violates: alone or among others
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !/^ready\n/.test(said);) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended with code ${(await child.status).code} before it was ready`);
    said += value;
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
