/** Mistake: it asks for a pipe from the program's stderr, and forgets it. */
// Caught by: startReady() waits until the program says that it is ready
// Says: left a descriptor open
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
