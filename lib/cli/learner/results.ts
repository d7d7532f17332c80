/**
 * `deno task results`: what is known of each kata and each test.
 *
 * With `--json` it writes one `Report` of report.ts to standard output.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl } from "@std/path";
import { katasOf } from "../course/course.ts";
import type { Remembered } from "./memory.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { report } from "./report.ts";
import { resultTable } from "./screens/result_table.ts";
import { standings } from "./standing.ts";
import { runStartedKatas } from "./started_katas.ts";
import { known, run } from "../terminal/usage.ts";

const HELP = `deno task results [kata…] [options]

Lists each kata and each test: its state, its time, and how many hints you have read.

  --run     first runs the tests of every kata that you have started
  --json    writes JSON; for its schema: deno doc lib/cli/learner/report.ts

The exit code is 0 when these katas are done, 1 when not yet, 2 when the command is wrong.`;

/**
 * Runs the command.
 *
 * @param args Names of katas, and options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when all is done, 1 when not yet.
 * @throws {UsageError} When there is no such kata.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      run: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const order = await katasOf(root);
  const names = order.map(({ name }) => name);
  const wanted = new Set(positionals.map((name) => known(name, names)));
  const katas = order.filter(({ name }) => wanted.size === 0 || wanted.has(name));
  const show = async (runs?: Map<string, Remembered>) => {
    const content = await report(await standings(katas, runs));
    progress.line(values.json ? JSON.stringify(content, null, 2) : resultTable(content));
    return content.done ? 0 : 1;
  };
  return values.run ? await runStartedKatas(katas, aside(progress), show) : await show();
}

/** Writes to standard error, because the report has standard output for itself. */
function aside(progress: Progress): Progress {
  return {
    status: (text) => progress.status(text),
    line(text) {
      progress.status("");
      console.error(text);
    },
  };
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
