/** Mistake: after each piece that it writes it waits for an answer, but the program may have none yet. */
// Caught by: filter() returns the last words of a program, and the signal that killed it
// Says: filter() is idle in its event loop
// Violates: All that it wrote until its output ended
export * from "../pipe.ts";
import { type ExitStatus } from "lib/sys/process.ts";
import { type Program } from "../pipe.ts";

export async function filter(
  [command, ...args]: Program,
  input: Uint8Array<ArrayBuffer>,
): Promise<{ output: Uint8Array; status: ExitStatus }> {
  const child = new Deno.Command(command, { args, stdin: "piped", stdout: "piped" }).spawn();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const writer = child.stdin.getWriter();
  const reader = child.stdout.getReader();
  for (let at = 0; at < input.length; at += 16384) {
    await writer.write(input.slice(at, at + 16384)).catch(() => {});
    pieces.push((await reader.read()).value ?? new Uint8Array());
  }
  await writer.close().catch(() => {});
  for (let piece; (piece = (await reader.read()).value);) pieces.push(piece);
  return { output: await new Blob(pieces).bytes(), status: await child.status };
}
