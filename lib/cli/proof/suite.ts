/**
 * `deno task test [kata…]`: everything that must hold before a change is done.
 *
 * A learner's own file plays no part in it: a solution or the pristine stub stands in its place.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs, styleText } from "node:util";
import { fromFileUrl } from "@std/path";
import { check } from "./check.ts";
import type { Counts } from "./rules/complaint.ts";
import { listKatas } from "../course/course.ts";
import { Kata } from "../course/kata.ts";
import { testLibrary } from "./library_tests.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { checkSources, kataSources } from "./sources.ts";
import { known, run, UsageError } from "../terminal/usage.ts";

/** What there is to do. */
export const STEPS = ["format", "lint", "types", "lib", "katas"] as const;

/** One part of it. */
export type Step = typeof STEPS[number];

const HELP = `deno task test [kata…] [options]

Runs everything that must hold before a change is done: ${STEPS.join(", ")}.
With names of katas, only what concerns them: their files, and their proof.

  --step NAME   only this step, or these: --step format,lint
  --fresh       proves also the katas that were proved before and have not changed`;

/** What to run. */
export interface SuiteOptions {
  /** Which katas; without any, all of them and the library. @default {[]} */
  katas?: string[];
  /** Which steps. @default {all that make sense} */
  steps?: readonly Step[];
  /** Whether katas are proved that were proved before. @default {false} */
  fresh?: boolean;
}

/**
 * Runs every step, also when one fails.
 *
 * @param root The repository.
 * @param options What to run.
 * @param progress Where to write to: a line per step, and all of a step that fails.
 * @returns How many steps, tests and proofs came out well.
 */
export async function test(
  root: string,
  { katas = [], steps = STEPS, fresh = false }: SuiteOptions,
  progress: Progress,
): Promise<Counts> {
  const whole = katas.length === 0;
  const names = whole ? await listKatas(root, ["katas", "solutions"]) : katas;
  const found = await Promise.all(names.map((name) => kataSources(new Kata(root, name))));
  const sources = found.flat();
  const typescript = sources.filter((file) => !file.endsWith(".md"));
  const work: Record<Step, () => Promise<Counts>> = {
    format: () => source(root, "format", whole ? [] : sources, progress),
    lint: () => source(root, "lint", whole ? [] : typescript, progress),
    types: () => source(root, "types", whole ? ["lib", ...typescript] : typescript, progress),
    lib: () => testLibrary(root, progress),
    katas: () => check(root, names, { sources: false, fresh }, progress),
  };
  const run = async (step: Step) => {
    const counts = await work[step]();
    const mark = counts.failed === 0 ? styleText("green", "✓") : styleText("red", "✗");
    progress.line(`${mark} ${step}: ${counts.passed} of ${counts.passed + counts.failed} hold`);
    return counts;
  };
  const chosen = steps.filter((step) => whole || step !== "lib");
  // One after the other: each keeps the machine busy by itself, and a busy machine is no fair one.
  const counts: Counts[] = [];
  for (const step of chosen) counts.push(await run(step));
  return sum(counts);
}

/** Checks sources, and shows what is wrong with them. */
async function source(
  root: string,
  step: "format" | "lint" | "types",
  files: string[],
  progress: Progress,
): Promise<Counts> {
  const { success, text } = await checkSources(root, step, files);
  if (!success) progress.line(text);
  return { passed: success ? 1 : 0, failed: success ? 0 : 1 };
}

function sum(counts: Counts[]): Counts {
  const total = (part: keyof Counts) => counts.reduce((sum, its) => sum + its[part], 0);
  return { passed: total("passed"), failed: total("failed") };
}

/**
 * Runs the command.
 *
 * @param args Names of katas, and options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when everything holds, 1 when not.
 * @throws {UsageError} When there is no such kata or step.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      step: { type: "string" },
      fresh: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const all = await listKatas(root, ["katas", "solutions"]);
  const katas = positionals.map((name) => known(name, all));
  const steps = values.step?.split(",").map(stepOf);
  const fresh = values.fresh || Deno.env.get("CI") !== undefined;
  const { passed, failed } = await test(root, { katas, steps, fresh }, progress);
  progress.line(styleText(failed > 0 ? "red" : "green", `${passed} passed, ${failed} failed`));
  return failed > 0 ? 1 : 0;
}

function stepOf(name: string): Step {
  const step = STEPS.find((step) => step === name);
  if (step) return step;
  throw new UsageError(`Cannot find the step "${name}". The steps are: ${STEPS.join(", ")}`);
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
