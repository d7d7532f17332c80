/** Mistake: it takes a carriage return for the end of a line. */
// Caught by: startReady() recognises the line that comes in pieces after others
// Says: had printed only "ready" beside a carriage return
// Violates: or a carriage return
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !said.split(/\r\n|\r|\n/).slice(0, -1).includes("ready");) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended with code ${(await child.status).code} before it was ready`);
    said += value;
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
