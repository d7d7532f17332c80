/** Mistake: it gives the program a second, and hopes that this is enough. */
// Caught by: startReady() waits until the program says that it is ready
// Says: had printed only "starting", and startReady() returned
// Violates: waits until it says that it can be sent signals
export * from "../signal.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const child = new Deno.Command(command, { args, stdin: "null", stdout: "null" }).spawn();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return child;
}
