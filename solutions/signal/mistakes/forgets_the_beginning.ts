/** Mistake: of a line in three pieces, it has the last two only. */
// Caught by: startReady() recognises the line that comes in pieces after others
// Says: then the rest of the line in two pieces, and startReady() still waits
// Violates: It may come in pieces
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let [ready, rest] = [false, ""]; !ready;) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended with code ${(await child.status).code} before it was ready`);
    const [end, ...lines] = value.split("\n");
    ready = [rest + end, ...lines].slice(0, -1).includes("ready");
    rest = lines.at(-1) ?? end!;
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
