/**
 * `deno task doctor`: what this machine has and lacks for the katas.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs } from "node:util";
import { fromFileUrl } from "@std/path";
import { contents } from "lib/testing/diagnosis/proc.ts";
import { temporaryFolder } from "lib/testing/watchdog/watchdog.ts";
import { listKatas } from "../course/course.ts";
import { type Finding, findingTable } from "./finding.ts";
import * as fitness from "./fitness.ts";
import { limits, threadsOf } from "./limits.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { paint } from "../terminal/terminal.ts";
import { tools, tracer } from "./tools.ts";
import { run } from "../terminal/usage.ts";

const HELP = `deno task doctor

Checks what this machine has and lacks for the katas, and says how to fix it.

  ✓    is well
  !    is missing, and the tests do without it
  ✗    is missing, and the tests need it

The exit code is 0 when the tests can run, 1 when something that they need is missing.`;

/**
 * Looks at everything.
 *
 * @param root The repository.
 */
async function examine(root: string): Promise<Finding[]> {
  const temporary = temporaryFolder();
  const basis = [
    fitness.system(Deno.osRelease(), Deno.build.arch),
    fitness.denoVersion(Deno.version.deno),
    await fitness.cLibrary(),
    await fitness.processTable(),
    await fitness.shell(),
    await fitness.scratch(temporary, Deno.env.get("TMPDIR") ?? ""),
    await fitness.loopback(),
    await fitness.unixSockets(),
    await fitness.systemV(),
    fitness.memory(root),
    ...limits(contents("/proc/self/limits"), threadsOf(Deno.uid())),
  ];
  const path = Deno.env.get("PATH") ?? "";
  const optional = [...await tools(root, await listKatas(root), path), tracer(path)];
  const works = basis.every(({ verdict }) => verdict !== "lacking");
  return [...basis, ...optional, ...works ? [await left(root, temporary)] : []];
}

async function left(root: string, temporary: string): Promise<Finding> {
  const { leftovers } = await import("./leftovers.ts"); // It needs libc.
  const { length } = await leftovers(root, temporary);
  if (length === 0) return { name: "leftovers", verdict: "fit", text: "none from earlier runs" };
  const text = length === 1 ? "1 from an earlier run" : `${length} from earlier runs`;
  return { name: "leftovers", verdict: "better mend it", text, repair: "deno task clean" };
}

/**
 * Runs the command.
 *
 * @param args Options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when the tests can run here, 1 when not.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values } = parseArgs({ args, options: { help: { type: "boolean", short: "h" } } });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const findings = await examine(root);
  const fit = findings.every(({ verdict }) => verdict !== "lacking");
  progress.line(`\n${findingTable(findings)}\n`);
  progress.line(
    fit
      ? paint("green", "The tests can run on this machine.")
      : paint("red", "The tests cannot run here. Fix what is marked with ✗."),
  );
  return fit ? 0 : 1;
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
