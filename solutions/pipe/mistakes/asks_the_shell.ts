/** Mistake: it lets a shell make the pipe. */
// Caught by: pipeline() connects two programs by one pipe, and keeps no end of it
// Says: and is one of bash
// Violates: Both are children of your process
export * from "../pipe.ts";
import type { ExitStatus } from "lib/sys/process.ts";
import type { Program } from "../pipe.ts";

export async function pipeline(
  first: Program,
  second: Program,
): Promise<{ output: Uint8Array; statuses: [ExitStatus, ExitStatus] }> {
  const line = `'${first.join("' '")}' | '${second.join("' '")}'; echo "\${PIPESTATUS[@]}" >&2`;
  const { stdout, stderr } = await new Deno.Command("bash", { args: ["-c", line] }).output();
  const codes = new TextDecoder().decode(stderr).trim().split(" ").map(Number);
  const statuses = codes.map((code) => ({ code, signal: code === 141 ? "SIGPIPE" : null }));
  return { output: stdout, statuses: statuses as [ExitStatus, ExitStatus] };
}
