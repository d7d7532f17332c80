/**
 * Runs a command in a process of its own, for the tests of these commands.
 *
 * @module
 */

import { fromFileUrl } from "@std/path";

const CONFIG = fromFileUrl(import.meta.resolve("../../../../deno.json"));

const POWERS = "-dac_override,-dac_read_search";

/** Put this in front of a command that has to obey the modes of files: root would not, otherwise. */
export const OBEYING_MODES: string[] = Deno.uid() === 0
  ? ["setpriv", `--bounding-set=${POWERS}`, `--inh-caps=${POWERS}`]
  : [];

/** What a command wrote, and its exit code. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** How to run it. */
export interface CommandOptions {
  /** More environment variables, besides NO_COLOR and COLUMNS. @default {{}} */
  env?: Record<string, string>;
  /** A program and arguments to put in front: `setpriv …`, say. @default {[]} */
  through?: string[];
}

/**
 * Gives the process of a command, not started yet. It works on another repository, and writes no colours.
 *
 * @param module The command's module, seen from `lib/cli`, such as `"learner/board.ts"`.
 * @param args Its arguments.
 * @param root The repository.
 * @param options How to run it.
 */
export function commandProcess(
  module: string,
  args: string[],
  root: string,
  { env = {}, through = [] }: CommandOptions = {},
): Deno.Command {
  const code = `
    import { main } from ${JSON.stringify(import.meta.resolve(`../../${module}`))};
    import { run } from ${JSON.stringify(import.meta.resolve("../../terminal/usage.ts"))};
    import { TerminalProgress } from ${
    JSON.stringify(import.meta.resolve("../../terminal/progress.ts"))
  };
    const progress = new TerminalProgress();
    const args = ${JSON.stringify([args, root])};
    Deno.exit(await run(() => main(...args, progress)));`;
  const deno = [Deno.execPath(), "eval", "--quiet", "--no-check", "--config", CONFIG, code];
  const [program, ...rest] = [...through, ...deno];
  return new Deno.Command(program!, {
    args: rest,
    env: { NO_COLOR: "1", COLUMNS: "80", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Runs a command to its end. The parameters are those of `commandProcess`. */
export async function runCommand(...args: Parameters<typeof commandProcess>): Promise<Ended> {
  const { code, stdout, stderr } = await commandProcess(...args).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
