/** Mistake: it asks for a pipe from the program's stderr, and forgets it. */
// Caught by: startReady() lets the program print more than a pipe holds afterwards
// Says: startReady() is idle in its event loop, and does not read
// Violates: Nor does it ever wait, or end, because of
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const options = { args, stdin: "null", stdout: "piped", stderr: "piped" } as const;
  const child = new Deno.Command(command, options).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !/^ready\n/m.test(said);) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`It ended with code ${(await child.status).code}`);
    said += value;
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
