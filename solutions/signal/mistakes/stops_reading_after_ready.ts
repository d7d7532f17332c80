/** Mistake: it does not read what the program prints later, so the program waits for room. */
// Caught by: startReady() lets the program print more than a pipe holds afterwards
// Says: for room in
// Violates: so it never has to wait
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !/^ready\n/m.test(said);) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended with code ${(await child.status).code} before it was ready`);
    said += value;
  }
  return child;
}
