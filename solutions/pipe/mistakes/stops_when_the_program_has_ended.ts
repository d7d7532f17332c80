/** Mistake: it stops reading when the program has ended, although another process still writes. */
// Caught by: filter() waits for the end of the output and of the program, whichever comes first
// Says: The program was: setsid
// Violates: All that it wrote until its output ended
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  new Blob([input]).stream().pipeTo(child.stdin).catch(() => {});
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = child.stdout.getReader();
  const ended = child.status.then(() => new Promise((resolve) => setTimeout(resolve, 50)));
  for (;;) {
    const next = await Promise.race([reader.read(), ended.then(() => undefined)]);
    if (!next?.value) break;
    pieces.push(next.value);
  }
  await reader.cancel();
  return { output: await new Blob(pieces).bytes(), status: await child.status };
}
