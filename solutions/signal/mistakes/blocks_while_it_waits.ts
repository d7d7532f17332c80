/** Mistake: it reads in a way that stops the whole process. */
// Caught by: startReady() waits until the program says that it is ready
// Says: startReady() waits in
// Violates: Your process goes on meanwhile
export * from "../signal.ts";
import { close, pipe, read } from "lib/sys/fd.ts";
import { spawn, waitpid } from "lib/sys/process.ts";
import type { Child, Program } from "../signal.ts";

export async function startReady([command, ...args]: Program): Promise<Child> {
  const [readEnd, writeEnd] = pipe();
  const pid = spawn(command, args, { 1: writeEnd });
  close(writeEnd);
  const bytes = new Uint8Array(4096);
  for (let said = ""; !/^ready\n/m.test(said);) {
    said += new TextDecoder().decode(bytes.subarray(0, read(readEnd, bytes)));
  }
  const status = Promise.resolve().then(() => waitpid(pid));
  return await Promise.resolve({ pid, status, kill: (signal) => Deno.kill(pid, signal) });
}
