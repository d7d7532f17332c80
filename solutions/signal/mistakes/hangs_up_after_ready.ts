/** Mistake: it closes the pipe when it has read the line, and kills the program by SIGPIPE. */
// Caught by: startReady() lets the program print more than a pipe holds afterwards
// Says: 141
// Violates: What it prints from then on is read and thrown away
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "piped" }).spawn();
  let said = "";
  for await (const piece of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += piece;
    if (/^ready\n/m.test(said)) return child;
  }
  throw new Error(`${command} ended with code ${(await child.status).code} before it was ready`);
}
