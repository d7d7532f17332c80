/**
 * `deno task kata [name]`: runs a kata's tests with what you have written; without a name, the board.
 *
 * The board has to answer at once: what only a run needs is loaded when there is one.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { terminalRows } from "../terminal/terminal.ts";

const HELP = `deno task kata [--run]
deno task kata <name> [--filter <text>] [--no-check]

Without a name: shows the katas in order, how far you are, and what comes next.

  --run              runs the tests of every kata that you have started

With a name: runs the tests of that kata, and shows the first failure.

  --filter <text>    only the tests with this text in their names
  --no-check         does not check the types

The exit code is 0 when it is done, 1 when not yet, 2 when the command is wrong,
130 after Ctrl-C.`;

const OPTIONS = {
  run: { type: "boolean" },
  filter: { type: "string" },
  "no-check": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/**
 * Runs the command.
 *
 * @param args A kata's name, and options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when all tests pass, 1 when not yet.
 * @throws {UsageError} When there is no such kata, or the options do not go together.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  if (args.length === 0) return await board([], root, progress);
  const { parseArgs } = await import("node:util");
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const { UsageError } = await import("../terminal/usage.ts");
  const chosen = values.filter === undefined ? [] : [`--filter=${values.filter}`];
  const types = !values["no-check"];
  const [name, ...more] = positionals;
  if (name === undefined && chosen.length === 0 && types) return await board(args, root, progress);
  if (name === undefined) throw new UsageError("Cannot choose tests: of which kata? Give its name");
  const { namedKata } = await import("./named_kata.ts");
  const kata = await namedKata(root, name);
  if (more.length > 0) throw new UsageError(`Cannot run several katas: give one, as ${kata.name}`);
  if (values.run) throw new UsageError("Cannot use --run with a name: the tests run without it");

  const { Watchdog } = await import("lib/testing/watchdog/watchdog.ts");
  const { shownRun } = await import("./shown_run.ts");
  const { interruptible } = await import("../terminal/interrupt.ts");
  return await interruptible(progress, async (signal) => {
    const watchdog = new Watchdog();
    try {
      const rows = terminalRows();
      const options = { progress, watchdog, args: chosen, types, signal, rows };
      return await shownRun(kata, options) ? 0 : 1;
    } finally {
      watchdog.close();
    }
  });
}

async function board(args: string[], root: string, progress: Progress): Promise<number> {
  return await (await import("./board.ts")).main(args, root, progress);
}

if (import.meta.main) {
  const root = decodeURIComponent(new URL("../../../", import.meta.url).pathname);
  const { run } = await import("../terminal/usage.ts");
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
