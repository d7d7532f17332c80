/** Mistake: it looks for the line in each piece that it reads, but the line may be in two. */
// Caught by: startReady() recognises the line that comes in pieces after others
// Says: "ready" without the end of the line, then "ready", and startReady()
// Violates: It may come in pieces
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let lines: string[] = []; !lines.includes("ready");) {
    const { value, done } = await reader.read();
    if (done) {
      throw new Error(`${command} ended with ${(await child.status).code} before it was ready`);
    }
    lines = value.split("\n").slice(0, -1); // The last one is not at its end.
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
