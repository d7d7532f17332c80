/** Mistake: all programs share a decoder, which keeps half a character of the one before. */
// Caught by: startReady() gives the program's number, how it ended, and a kill() that knows when it is too late
// Says: ended with code 6
// Violates: after any other bytes and any number of them
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

const decoder = new TextDecoder();

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.getReader();
  for (let said = ""; !said.split("\n").slice(0, -1).includes("ready");) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`It ended with code ${(await child.status).code}`);
    said += decoder.decode(value, { stream: true });
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
