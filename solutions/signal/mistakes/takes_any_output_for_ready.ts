/** Mistake: it takes the first thing that the program says for "ready". */
// Caught by: startReady() waits until the program says that it is ready
// Says: "SIGTERM"
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.getReader();
  await reader.read();
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
