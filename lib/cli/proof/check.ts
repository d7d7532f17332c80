/**
 * `deno task check [kata…]`: proves the katas.
 *
 * @module
 */

import "lib/testing/guard.ts";
import { parseArgs, styleText } from "node:util";
import { fromFileUrl } from "@std/path";
import { Watchdog } from "lib/testing/watchdog/watchdog.ts";
import { type Complaint, type Counts, describe } from "./rules/complaint.ts";
import { listKatas } from "../course/course.ts";
import { Examination } from "./kata_proof.ts";
import { burn } from "../runs/load.ts";
import { matrixComplaints } from "./matrix_pages.ts";
import { type Progress, TerminalProgress } from "../terminal/progress.ts";
import { inParallel } from "../runs/parallel.ts";
import { structure } from "./rules/structure.ts";
import { known, run, UsageError } from "../terminal/usage.ts";

const HELP = `deno task check [kata…] [options]

Proves the katas: stubs fail, solutions pass, every mistake is caught where it says.

  --files       looks at the files only, and runs no test
  --update      writes the pages that show which test catches which mistake
  --repeat N    runs the tests N times with each file
  --shuffle     in another order each time but the first
  --load        keeps every core busy meanwhile`;

/** How thoroughly katas are proved. */
export interface CheckOptions {
  /** Whether only the files are looked at, and no test runs. @default {false} */
  files?: boolean;
  /** How many times each file is tried. @default {1} */
  repeat?: number;
  /** Whether the tests run in another order each time but the first. @default {false} */
  shuffle?: boolean;
  /** Whether every core is kept busy meanwhile. @default {false} */
  load?: boolean;
  /** Whether the published matrix is written. @default {false} */
  update?: boolean;
}

/**
 * Proves katas.
 *
 * @param root The repository.
 * @param katas Which.
 * @param options How thoroughly.
 * @param progress Where complaints go, and what is going on.
 * @returns How many proofs came out well: each rule about files, and each run of the tests.
 */
export async function check(
  root: string,
  katas: string[],
  { files = false, repeat = 1, shuffle = false, load = false, update = false }: CheckOptions,
  progress: Progress,
): Promise<Counts> {
  const total: Counts = { passed: 0, failed: 0 };
  for (const complaints of await structure(root, katas)) prove(complaints);
  if (files) return total;
  const watchdog = new Watchdog();
  const stopLoad = load ? burn(watchdog) : undefined;
  try {
    const examinations: Examination[] = [];
    for (const kata of katas) examinations.push(await Examination.prepare(root, kata, watchdog));
    const trials = examinations.flatMap((examination) => examination.trials(repeat, shuffle));
    let done = 0;
    await inParallel(trials, async ({ examination, file, run }) => {
      progress.status(`${done} of ${trials.length} runs done, now ${file}`);
      await run();
      done++;
      if (examination.finished) await conclude(examination);
    });
    const order = await listKatas(root, ["katas", "solutions"]);
    const matrices = examinations.map((examination) => examination.matrix());
    const seen = matrices.filter(({ tests }) => tests.length > 0);
    prove(await matrixComplaints(root, order, seen, update));
    return total;
  } finally {
    await stopLoad?.();
    watchdog.close();
  }

  async function conclude(examination: Examination): Promise<void> {
    const { complaints, counts } = examination.verdict();
    for (const complaint of complaints) progress.line(describe(complaint));
    total.passed += counts.passed;
    total.failed += counts.failed;
    prove(examination.needComplaints());
    prove(await examination.tableComplaints());
    prove(await examination.pictureComplaints());
    progress.line(examination.summary());
  }

  function prove(complaints: Complaint[]): void {
    for (const complaint of complaints) progress.line(describe(complaint));
    if (complaints.length === 0) total.passed++;
    else total.failed++;
  }
}

/**
 * Runs the command.
 *
 * @param args Names of katas, and options.
 * @param root The repository.
 * @param progress Where to write to.
 * @returns The exit code: 0 when everything holds, 1 when not.
 * @throws {UsageError} When there is no such kata, or the number of repeats is none.
 */
export async function main(args: string[], root: string, progress: Progress): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      files: { type: "boolean" },
      update: { type: "boolean" },
      repeat: { type: "string" },
      shuffle: { type: "boolean" },
      load: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    progress.line(HELP);
    return 0;
  }
  const all = await listKatas(root, ["katas", "solutions"]);
  const katas = positionals.length > 0 ? positionals.map((name) => known(name, all)) : all;
  const repeat = Number(values.repeat ?? 1);
  if (!Number.isInteger(repeat) || repeat < 1) {
    throw new UsageError(`Cannot repeat "${values.repeat}" times: give a whole number from 1 on`);
  }
  const { passed, failed } = await check(root, katas, { ...values, repeat }, progress);
  progress.line(styleText(failed > 0 ? "red" : "green", `${passed} passed, ${failed} failed`));
  return failed > 0 ? 1 : 0;
}

if (import.meta.main) {
  const root = fromFileUrl(import.meta.resolve("../../../"));
  Deno.exit(await run(() => main(Deno.args, root, new TerminalProgress())));
}
