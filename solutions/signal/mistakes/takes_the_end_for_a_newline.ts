/** Mistake: when the output ends, it takes the rest for a line. */
// Caught by: startReady() throws when the program ends before it is ready, or is missing
// Says: The program prints "ready" without a newline, and is killed by SIGKILL, and startReady() gave: "returned"
// Violates: The line ends with a newline
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let [rest, ready] = ["", false]; !ready;) {
    const { value, done } = await reader.read();
    if (done && rest !== "ready") throw new Error(`It ended: ${(await child.status).code}`);
    const lines = (rest + (value ?? "\n")).split("\n");
    rest = lines.pop()!;
    ready = lines.includes("ready");
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
