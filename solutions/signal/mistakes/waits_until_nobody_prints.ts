/** Mistake: when the program has ended, it reads until there is silence, but a child of it prints on. */
// Caught by: startReady() throws when the program ends before it is ready, or is missing
// Says: while a child of its prints on, and startReady() gave: "still waits"
// Violates: prints on
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.getReader();
  let said = "\n";
  while (!said.includes("\nready\n")) {
    const silence = child.status.then(() => new Promise<void>((end) => setTimeout(end, 200)));
    const more = await Promise.race([reader.read(), silence]);
    if (!more || more.done) {
      await reader.cancel();
      throw new Error(`It ended with code ${(await child.status).code}`);
    }
    said += new TextDecoder("latin1").decode(more.value);
  }
  reader.releaseLock();
  child.stdout.pipeTo(new WritableStream());
  return child;
}
