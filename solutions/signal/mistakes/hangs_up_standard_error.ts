/** Mistake: it reads stderr until the program is ready, and closes it then. */
// Caught by: startReady() lets the program print more than a pipe holds afterwards
// Says: SIGPIPE
// Violates: Nor does it ever wait, or end, because of
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const options = { args, stdin: "null", stdout: "piped", stderr: "piped" } as const;
  const child = new Deno.Command(command, options).spawn();
  const [reader, errors] = [child.stdout.getReader(), child.stderr.getReader()];
  const drain = async (from: typeof reader) => {
    while (!(await from.read()).done);
  };
  drain(errors);
  const decoder = new TextDecoder();
  for (let said = ""; !/^ready\n/m.test(said);) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`It ended with code ${(await child.status).code}`);
    said += decoder.decode(value);
  }
  await errors.cancel();
  drain(reader);
  return child;
}
