/** Mistake: it lets the end of the program win the race against the line. */
// Caught by: startReady() gives the program's number, how it ended, and a kill() that knows when it is too late
// Says: ended: 5
// Violates: and may have ended
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const early = child.status.then(({ code }) => {
    throw new Error(`ended: ${code}`);
  });
  early.catch(() => {});
  for (let said = ""; !/^ready\n/m.test(said);) {
    said += (await Promise.race([reader.read(), early])).value ?? "";
  }
  (async () => {
    while (!(await reader.read()).done);
  })();
  return child;
}
