/**
 * Runs `deno check` in another process. It takes a second after each change: longer than many tests.
 *
 * @module
 */

import { type DenoProcessOptions, startDeno } from "./deno_process.ts";

/**
 * Checks the types of a file, and of all that it imports.
 *
 * @param file The file, as seen from the repository.
 * @param options How.
 * @returns The type errors as Deno writes them; empty when there is none, also when the file cannot be
 *   loaded: the run of the tests tells about that.
 */
export async function typeErrors(file: string, options: DenoProcessOptions): Promise<string> {
  const { child, ended } = startDeno(["check", "--quiet", file], options);
  const [, stderr] = await Promise.all([child.stdout.text(), child.stderr.text(), ended]);
  return hasTypeErrors(stderr) ? stderr.trim() : "";
}

/** Whether a text of Deno's tells type errors. */
export function hasTypeErrors(text: string): boolean {
  return /^(?:error: )?TS\d+ \[ERROR\]: /m.test(text);
}
