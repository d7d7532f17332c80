/**
 * `deno task clean`: removes what earlier runs have left.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl } from "@std/path";
import { temporaryFolder } from "lib/testing/watchdog/watchdog.ts";
import { leftovers } from "./leftovers.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { reasonOf } from "../terminal/reason.ts";
import { run } from "../terminal/usage.ts";

const HELP = `deno task clean [--yes]

Lists what runs of the tests have left on this machine, and removes it: your own processes, objects
in the kernel, scratch folders and temporary files, when their run has ended. What you wrote and what
is remembered stays.

  --yes    does not ask`;

/**
 * Runs the command.
 *
 * @param args Options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when nothing is left, 1 when something is.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { yes: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const temporary = temporaryFolder();
  const found = await leftovers(root, temporary);
  if (found.length === 0) {
    progress.line("Earlier runs have left nothing.");
    return 0;
  }
  progress.line("Left by runs that have ended:\n");
  for (const { name } of found) progress.line(`  ${name}`);
  progress.line("");
  if (!values.yes && !Deno.stdin.isTerminal()) {
    progress.line("To remove this: deno task clean --yes");
    return 1;
  }
  if (!values.yes && !confirm("Remove this?")) return 1;
  for (const { name, remove } of found) {
    await remove().catch((error) => progress.line(`Cannot remove ${name}: ${reasonOf(error)}`));
  }
  const rest = (await leftovers(root, temporary)).length;
  progress.line(
    rest === 0 ? "It has been removed." : `Not everything could be removed: ${rest} left.`,
  );
  return rest === 0 ? 0 : 1;
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
