/**
 * `deno task mutate [kata…]`: changes a kata's solution in many small ways, one at a time, and runs the
 * tests: they have to notice. This is slow, and so no part of `deno task test`.
 *
 * Stryker 10.1.1 was tried first, and runs under Deno: 49 mutants of the pipe kata's solution in 36 s.
 * It changes no numbers, no single arguments or properties, no order of statements and no `try`,
 * `await` or `using`; a plugin cannot add changes; it tries what does not compile; and it brings 110
 * packages. Deno's own linter gives a plugin the syntax tree, and nothing has to be installed.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs, styleText } from "node:util";
import { fromFileUrl, join } from "@std/path";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { solutionComplaint } from "../proof/behaviour.ts";
import { type Complaint, describe } from "../proof/rules/complaint.ts";
import { listKatas } from "../course/course.ts";
import { readText } from "../course/files.ts";
import { Kata } from "../course/kata.ts";
import { inParallel } from "../runs/parallel.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { isSame, parseSurvivors } from "../course/mistakes/survivors.ts";
import { MutantFolder } from "./trial.ts";
import {
  newTally,
  staleComplaint,
  summary,
  survivorComplaint,
  type Tally,
  typeComplaint,
} from "./verdict.ts";
import { known, run } from "../terminal/usage.ts";

const HELP = `deno task mutate [kata…]

Changes the solution of a kata in many small ways, and runs the tests with each. What they do
not notice has to be explained in solutions/<kata>/survivors.md.`;

/**
 * Tries every change of one kata's solution.
 *
 * @param root The repository.
 * @param kata Which.
 * @param watchdog Ends everything when this process ends first.
 * @param progress Where complaints go, and what is going on.
 */
export async function mutate(
  root: string,
  kata: string,
  watchdog: Watchdog,
  progress: Progress,
): Promise<Tally> {
  const tally = newTally();
  const solution = `solutions/${kata}/${kata}.ts`;
  const list = `solutions/${kata}/survivors.md`;
  const source = await readText(join(root, solution));
  const folder = new MutantFolder(new Kata(root, kata), watchdog);

  progress.status(`${kata}: running the tests with the solution`);
  const unchanged = await folder.write(source);
  const broken = solutionComplaint(solution, await folder.test(unchanged));
  if (broken) return complain(tally, broken, progress);

  const mutants = await mutantsOf(source, watchdog.scratch);
  tally.mutants = mutants.length;
  const files = new Map<Mutant, string>();
  for (const mutant of mutants) files.set(mutant, await folder.write(mutant.text));
  progress.status(`${kata}: checking the types of ${mutants.length} mutants`);
  const compiling = new Set(await folder.compiling([unchanged, ...files.values()]));
  if (!compiling.has(unchanged)) return complain(tally, typeComplaint(solution), progress);
  const toTry = mutants.filter((mutant) => compiling.has(files.get(mutant)!));
  tally.notCompiled = mutants.length - toTry.length;

  const listed = parseSurvivors(await readText(join(root, list)));
  const killers = new Map<Mutant, string>();
  let done = 0;
  await inParallel(toTry, async (mutant) => {
    progress.status(`${kata}: ${done} of ${toTry.length} mutants tried, now line ${mutant.line}`);
    const { success, complete, results } = await folder.test(files.get(mutant)!);
    done++;
    if (!success || !complete) {
      tally.killed++;
      killers.set(mutant, results.find(({ failure }) => failure !== undefined)?.name ?? "");
      return;
    }
    const index = listed.findIndex((survivor) => isSame(survivor, mutant));
    const [entry] = index < 0 ? [] : listed.splice(index, 1); // Each entry explains one.
    if (entry?.reason) tally.explained++;
    else tally.unexplained++;
    if (!entry?.reason) progress.line(describe(survivorComplaint(solution, list, mutant)));
  });
  // Somebody who edits the tests or lib meanwhile would have killed every mutant.
  const brokenNow = solutionComplaint(solution, await folder.test(unchanged));
  if (brokenNow) return complain(tally, brokenNow, progress);
  for (const survivor of listed) {
    complain(tally, staleComplaint(list, survivor, mutants, killers), progress);
  }
  return tally;
}

/** Counts something that is wrong, and shows it. */
function complain(tally: Tally, complaint: Complaint, progress: Progress): Tally {
  progress.line(describe(complaint));
  tally.wrong++;
  return tally;
}

/**
 * Runs the command.
 *
 * @param args Names of katas.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when every survivor is explained, 1 when not.
 * @throws {UsageError} When there is no such kata.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" } },
  });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const all = await listKatas(root, ["katas", "solutions"]);
  const katas = positionals.length > 0 ? positionals.map((name) => known(name, all)) : all;
  let code = 0;
  const watchdog = new Watchdog();
  try {
    for (const kata of katas) {
      const tally = await mutate(root, kata, watchdog, progress);
      const good = tally.unexplained + tally.wrong === 0;
      progress.line(styleText(good ? "green" : "red", summary(kata, tally)));
      if (!good) code = 1;
    }
  } finally {
    watchdog.close();
  }
  return code;
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
